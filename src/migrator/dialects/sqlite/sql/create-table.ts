/**
 * A `create table` statement as SQLite keeps it. Every part carries its text, white space and comments included, so
 * that what is not changed is printed back byte for byte; the other fields say what the text means.
 */
export interface CreateTable {
  name: string;
  /** Between the name and the opening parenthesis. */
  gap: string;
  columns: ColumnDefinition[];
  constraints: TableConstraint[];
  /** Behind the closing parenthesis. */
  options: string;
  withoutRowid: boolean;
  strict: boolean;
}

/** Something with the white space and comments before it. */
interface Part {
  before: string;
  text: string;
}

export interface ColumnDefinition {
  name: string;
  /** The name as it is written. */
  nameText: string;
  before: string;
  /** Empty text where no type is given. */
  type: Part;
  constraints: ColumnConstraint[];
  /** White space and comments behind it. */
  after: string;
}

/** What `references …` says, of a column or a table constraint. */
export interface Reference {
  table: string;
  /** Empty where the text names none: the primary key of the other table. */
  columns: string[];
  onUpdate?: string;
  onDelete?: string;
  deferrable?: 'deferred' | 'immediate';
}

/** A constraint's text includes the `constraint "name"` before it. */
export type ColumnConstraint = Part & { name?: string } & (
    | { kind: 'primary key'; descending: boolean; autoIncrement: boolean }
    | { kind: 'not null' }
    | { kind: 'null' }
    | { kind: 'unique' }
    | { kind: 'check'; expression: string }
    /** The expression as written: with parentheses where it has some. */
    | { kind: 'default'; expression: string }
    | { kind: 'collate'; collation: string }
    | { kind: 'references'; reference: Reference }
    | { kind: 'generated'; expression: string; stored: boolean }
    /** A `deferrable` on its own, a `constraint "name"` with nothing behind it, or `generated always` alone. */
    | { kind: 'other' }
  );

/** A column of a table's primary key or unique constraint. */
export interface KeyColumn {
  name: string;
  collation?: string;
  descending: boolean;
}

export type TableConstraint = Part & {
  name?: string;
  /** SQLite allows table constraints to stand side by side without a comma. */
  separator: ',' | '';
  after: string;
} & (
    | { kind: 'primary key'; columns: KeyColumn[]; autoIncrement: boolean }
    | { kind: 'unique'; columns: KeyColumn[] }
    | { kind: 'check'; expression: string }
    | { kind: 'foreign key'; columns: string[]; reference: Reference }
    | { kind: 'other' }
  );
