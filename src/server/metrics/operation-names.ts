import type { Operation } from '../request-scope.ts';

/** Clients choose the names of their operations, and each is a dozen time series: so many are told apart, by kind. */
const MAX_OPERATIONS = 100;
const MAX_LENGTH = 64;

/** The labels of an operation: the name `other` where there are too many, `anonymous` where the client gave none. */
export interface OperationLabels {
  operation: string;
  kind: Operation['kind'] | 'none';
}

/** What could not be read, or is no valid operation. */
const INVALID: OperationLabels = { operation: 'invalid', kind: 'none' };

/** Gives operations labels, of which there is a bounded number however many names come. */
export class OperationNames {
  readonly #known = new Map<string, OperationLabels>();

  labelsOf(operation: Operation | undefined): OperationLabels {
    if (operation === undefined) {
      return INVALID;
    }
    const { kind, name = 'anonymous' } = operation;
    const key = `${kind} ${name}`;
    const known = this.#known.get(key);
    if (known !== undefined) {
      return known;
    }
    const isOneTooMany =
      name.length > MAX_LENGTH || (this.#known.size >= MAX_OPERATIONS && name !== 'anonymous');
    const labels = { operation: isOneTooMany ? 'other' : name, kind };
    if (!isOneTooMany) {
      this.#known.set(key, labels);
    }
    return labels;
  }
}
