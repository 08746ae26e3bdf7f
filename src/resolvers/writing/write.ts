import type { Outcome } from '../../domain/problem.ts';
import type { Unit, Writer } from '../../domain/unit.ts';
import { idOf, type NodeType } from '../nodes/global-id.ts';
import type { Rows } from '../reading/things.ts';

/** A change of a row that has been asked for, and not been made yet. */
export interface Write<Row> {
  /** The id of the row, where it is known: it is there already, or the client made it. */
  id?: string | null;
  make(writer: Writer | Unit): Promise<Outcome<Row>>;
}

/** What each kind of change is given, by its field of the input of a bulk mutation. */
type Inputs<ChangeInput> = ChangeInput extends unknown ? Required<ChangeInput> : never;
type Kinds<ChangeInput> = keyof Inputs<ChangeInput> & string;

/**
 * Reads each kind of change: for its own mutation, and for one of several.
 *
 * @throws BAD_USER_INPUT for what no person's input could have led to, with its path, which begins with `path`.
 */
export type Writes<ChangeInput, Row> = {
  [Kind in Kinds<ChangeInput>]: (
    input: Exclude<Extract<ChangeInput, Record<Kind, object>>[Kind], undefined>,
    path: string,
  ) => Write<Row>;
};

/** Which row is to be changed, by its id in the API. */
export interface TargetInput {
  id: string;
  expectedVersion?: number | null;
}

/** A change of a row that is there already. */
export function writeOf<Type extends NodeType>(
  type: Type,
  { id: globalId, expectedVersion }: TargetInput,
  path: string,
  change: (writer: Writer | Unit, target: TargetInput) => Promise<Outcome<Rows[Type]>>,
): Write<Rows[Type]> {
  const id = idOf(type, globalId, `${path}.id`);
  return { id, make: (writer) => change(writer, { id, expectedVersion }) };
}
