import { defineEntity, type EntitySchema, p } from '@mikro-orm/core';
import type { MigrationErrorCode } from '../../../src/migrator/errors.ts';
import type { Dialect } from '../../../src/migrator/model/schema.ts';
import type { Row, Rows } from './values.ts';

/** What stands around the table that changes. */
export const DECORATIONS = ['plain', 'parent', 'objects'] as const;
/**
 * - `plain`: nothing;
 * - `parent`: two tables refer to it, one `on delete cascade`, one `on delete set null`, with rows;
 * - `objects`: written by hand, it has a further column with a check, and a view, triggers and an expression index read
 *   it;
 * - `entangled` (only where a case asks for it): they also read the very column that changes.
 */
export type Decoration = (typeof DECORATIONS)[number] | 'entangled';

/** A refusal that is the right answer. */
export interface Refusal {
  /** The step that refuses. */
  on: 'create' | 'up' | 'down';
  /** One of these. */
  codes: readonly MigrationErrorCode[];
  /** What the message must name: table, column, constraint. */
  names: readonly string[];
  /** The change may as well be carried out: this database has no rule that the values could break. */
  orRight?: true;
  /** The rows are refused over a column or table that the same migration makes: a query for them cannot run before it. */
  isNew?: true;
}

/** One kind of change of an entity model. */
export interface MatrixCase {
  name: string;
  before: (dialect: Dialect) => EntitySchema[];
  after: (dialect: Dialect) => EntitySchema[];
  /** Whether the two models differ between the dialects (collations, say), so that each needs files of its own. */
  perDialect?: true;
  /** `DECORATIONS` if not given. */
  decorations?: readonly Decoration[];
  /** The column that changes, before and after, for objects written by hand that read it. */
  touches?: readonly [string, string | undefined];
  /** Where MikroORM itself allows the models; everywhere if not given. */
  dialects?: readonly Dialect[];
  /** The table that the decorations are about, by its name before; `items` if not given. */
  table?: string;
  /** Its name after; `undefined` where it is dropped. */
  tableAfter?: string | undefined;
  /** The property that children refer to; the primary key if not given. */
  key?: string;
  /** Rows by table, before the change. */
  rows: Rows;
  /** Generated columns as `table.column`: in `rows`, but not inserted. */
  generated?: readonly string[];
  /** Tables of `rows` that triggers fill. */
  written?: readonly string[];
  /** The rows after `up`; unchanged if not given. */
  up?: (rows: Rows, dialect: Dialect) => Rows;
  /** The rows after `down`, from those after `up`; the rows before the change if not given. */
  down?: (rows: Rows, dialect: Dialect) => Rows;
  /** Values that nobody can know beforehand, as `table.column`: those that match are read as `<name>`. */
  unknown?: Readonly<Record<string, RegExp>>;
  /**
   * The developer's answers, as `MIGRATION_RENAMES` takes them: `table>new_table`, `table.column>new_column` (the table
   * by its new name), `drop table.column`.
   */
  renames?: readonly string[];
  /** Whether the answer is a refusal, for this cell. */
  refused?: (dialect: Dialect, decoration: Decoration) => Refusal | undefined;
  /** Dialects on which the two models are the same: nothing is to be written there or done. */
  quiet?: readonly Dialect[];
}

/** The properties of an entity; what `p.…` gives. */
export type Properties = Record<string, unknown>;
type EntityOptions = Omit<Parameters<typeof defineEntity>[0], 'name' | 'tableName' | 'properties'>;

/** An entity `name` in the table `tableName`. */
export function entity(
  name: string,
  tableName: string,
  properties: Properties,
  options: object = {},
): EntitySchema {
  return defineEntity({ name, tableName, properties, ...options } as never) as unknown as EntitySchema;
}

/** The table `items`, which most cases change: a key, a label that stays, and `properties`. */
export function items(properties: Properties, options: Partial<EntityOptions> = {}): EntitySchema {
  return entity('Item', 'items', { id: p.integer().primary(), label: p.string(), ...properties }, options);
}

/** Labels that SQL text, shells and encodings stumble over. */
export const LABELS = [
  'plain',
  `it's "quoted" \`back\`; semi`,
  'emoji 🎉 ünï ß İ',
  '',
  `line\nbreak\ttab\\slash \${x} $1 ?`,
] as const;

/** One row per value of `column`, with keys from 1 and the labels in turn. */
export function rowsOf(column: string, values: readonly Row[string][]): Row[] {
  return values.map((value, index) => ({ ...labelled(index), [column]: value }));
}

/** `count` rows of `items` with nothing but a key and a label. */
export function labels(count: number = LABELS.length): Row[] {
  return Array.from({ length: count }, (_, index) => labelled(index));
}

function labelled(index: number): Row {
  return { id: index + 1, label: LABELS[index % LABELS.length] ?? '' };
}

/** What stands for a value of `MatrixCase.unknown` in expected rows. */
export function unknown(column: string): string {
  return `<${column}>`;
}

/** Refuses because rows do not fit, on every cell or on one dialect. */
export function refusesRows(
  names: readonly string[],
  { on = 'up', only, isNew }: Pick<Partial<Refusal>, 'on' | 'isNew'> & { only?: Dialect } = {},
): MatrixCase['refused'] {
  const refusal: Refusal = { on, codes: ['ROWS_REFUSED'], names, ...(isNew ? { isNew } : {}) };
  return (dialect) => (only === undefined || only === dialect ? refusal : undefined);
}

/** Moves the rows of a table to another name. */
export function moveRows(from: string, to: string) {
  return ({ [from]: moved = [], ...rest }: Rows): Rows => ({ ...rest, [to]: moved });
}

/** One change of rows after the other. */
export function inTurn(...changes: readonly ((rows: Rows) => Rows)[]) {
  return (rows: Rows): Rows => changes.reduce((result, change) => change(result), rows);
}

/** A change of the rows of one table: `change` gives what is put over each row; `undefined` removes a column. */
export function each(table: string, change: (row: Row) => Readonly<Record<string, Row[string] | undefined>>) {
  return (rows: Rows): Rows => ({
    ...rows,
    [table]: (rows[table] ?? []).map((row) => {
      const merged = Object.entries({ ...row, ...change(row) });
      return Object.fromEntries(
        merged.filter((pair): pair is [string, Row[string]] => pair[1] !== undefined),
      );
    }),
  });
}
