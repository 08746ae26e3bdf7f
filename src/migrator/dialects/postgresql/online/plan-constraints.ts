import type { SchemaDiff, TableDiff } from '../../../diff/schema-diff.ts';
import { mentions } from '../../../model/identifiers.ts';
import { quoteColumn, quoteName } from '../../../model/quote.ts';
import type { Check, ForeignKey, Table } from '../../../model/schema.ts';
import { type DdlStep, statement } from '../../ddl-step.ts';
import { checkConstraint, foreignKeyConstraint } from '../../standard/constraint.ts';
import { NEW, temporaryName } from './temporary-name.ts';

/** What proving one rule takes, as actions of `alter table`. */
interface Proof {
  /** Holds for new rows from here on; quick. */
  add: string;
  /** Reads the rows that exist, while others read and write. */
  validate: string;
  /** Puts the proven rule in its place; quick. */
  settle: string[];
}

/**
 * Changes constraints of tables that stay in use (manual, "ALTER TABLE", notes on `NOT VALID` and `SET NOT NULL`), for
 * statements that are each committed by themselves. Rules are proven before anything is given up: where rows stand
 * against one, what was is still in force.
 */
export function planConstraints({ tables }: SchemaDiff): DdlStep[] {
  const proofs = tables.altered.flatMap((diff) => proofsOf(diff).map((proof) => ({ table: diff.to, proof })));
  const steps = (actions: (proof: Proof) => string[]) =>
    proofs.flatMap(({ table, proof }) => actions(proof).map((action) => alter(table, action)));
  const defaults = tables.altered.flatMap(defaultsOf);
  return [
    ...defaults.filter(({ isAllowed }) => isAllowed).map(({ step }) => step),
    ...steps(({ add }) => [add]),
    ...steps(({ validate }) => [validate]),
    ...steps(({ settle }) => settle),
    ...defaults.filter(({ isAllowed }) => !isAllowed).map(({ step }) => step),
    ...tables.altered.flatMap(dropRules),
  ];
}

/** The defaults that change, and whether the checks that are there before allow them already. */
function defaultsOf({ to, columns, checks }: TableDiff): { step: DdlStep; isAllowed: boolean }[] {
  return columns.altered
    .filter((change) => change.from.default !== change.to.default)
    .map(({ to: { name, default: value } }) => {
      const rules = checks.dropped.filter(({ expression }) => mentions(expression, name));
      const action = value === undefined ? 'drop default' : `set default ${value}`;
      return {
        step: alter(to, `alter column ${quoteColumn(name)} ${action}`),
        isAllowed: rules.every(({ expression }) => value === undefined || expression.includes(value)),
      };
    });
}

function proofsOf({ to, columns, checks, foreignKeys }: TableDiff): Proof[] {
  const required = columns.altered.filter((change) => change.from.nullable && !change.to.nullable);
  return [
    ...checks.added.map((check) => proofOf(check, checkConstraint, checks.dropped)),
    ...required.map((change) => notNull(to, change.to.name)),
    ...foreignKeys.added.map((key) => proofOf(key, foreignKeyConstraint, foreignKeys.dropped)),
  ];
}

/** A constraint that replaces one of its name is proven under another first. */
function proofOf<T extends Check | ForeignKey>(
  constraint: T,
  print: (constraint: T) => string,
  dropped: readonly { name: string }[],
): Proof {
  const replaces = dropped.some(({ name }) => name === constraint.name);
  const name = replaces ? temporaryName(constraint.name, NEW) : constraint.name;
  return {
    add: `add ${print({ ...constraint, name })} not valid`,
    validate: `validate constraint ${quoteColumn(name)}`,
    settle: replaces
      ? [
          `drop constraint ${quoteColumn(constraint.name)}`,
          `rename constraint ${quoteColumn(name)} to ${quoteColumn(constraint.name)}`,
        ]
      : [],
  };
}

/** With such a check proven, `set not null` reads nothing. */
function notNull(table: Table, column: string): Proof {
  const own = table.name.slice(table.name.lastIndexOf('.') + 1);
  const name = temporaryName(`ck_${own}_${column}`, '__not_null');
  const expression = `${quoteColumn(column)} is not null`;
  return {
    add: `add ${checkConstraint({ name, expression })} not valid`,
    validate: `validate constraint ${quoteColumn(name)}`,
    settle: [`alter column ${quoteColumn(column)} set not null`, `drop constraint ${quoteColumn(name)}`],
  };
}

function dropRules({ to, columns, checks, foreignKeys }: TableDiff): DdlStep[] {
  const replaced = [...checks.added, ...foreignKeys.added];
  const gone = [...foreignKeys.dropped, ...checks.dropped].filter(
    ({ name }) => !replaced.some((other) => other.name === name),
  );
  const free = columns.altered.filter((change) => !change.from.nullable && change.to.nullable);
  return [
    ...gone.map(({ name }) => alter(to, `drop constraint ${quoteColumn(name)}`)),
    ...free.map((change) => alter(to, `alter column ${quoteColumn(change.to.name)} drop not null`)),
  ];
}

function alter({ name }: Table, action: string): DdlStep {
  return statement(`alter table ${quoteName(name)} ${action}`);
}
