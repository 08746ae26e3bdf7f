import { MigrationError } from '../../errors.ts';
import type { ErrorFacts } from '../error-facts.ts';
import type { Failure } from '../failure.ts';

/** What `alter table` of SQLite 3.53 says of a change that needs a rebuild. */
const NEEDS_REBUILD =
  /^Cannot add a (?:PRIMARY KEY column|UNIQUE column|STORED column|REFERENCES column with non-NULL default value|column with non-constant default)|^cannot drop (?:PRIMARY KEY|UNIQUE) column/i;

/** What any `alter table` says while the schema holds a view or trigger that no longer compiles. */
const BROKEN = /^error in (?<kind>view|trigger) (?<name>.+?): (?<reason>.+)$/is;

/** A change that SQLite does not carry out in place. */
export function notInPlace(
  { migration, sql, error }: Failure,
  facts: ErrorFacts,
): MigrationError | undefined {
  if (!NEEDS_REBUILD.test(facts.message)) {
    return undefined;
  }
  return new MigrationError(
    'STATEMENT_FAILED',
    `${migration} stopped: SQLite does not do this in place (${facts.message}): ${sql.trim()}\nWrite it as a rebuild, with the same clause: this.rebuildSqlite('<table>', '<clause>').`,
    { cause: error },
  );
}

/** A view or trigger that was broken before: SQLite then refuses every `alter table`, of any table. */
export function brokenAlready({ migration, error }: Failure, facts: ErrorFacts): MigrationError | undefined {
  const groups = BROKEN.exec(facts.message)?.groups;
  if (groups === undefined || / after (?:drop column|rename)$/.test(groups.name ?? '')) {
    return undefined;
  }
  const { kind, name, reason } = groups;
  return new MigrationError(
    'DEPENDENT_OBJECTS',
    `${migration} stopped: the ${kind} "${name}" does not work (${reason}), and SQLite alters no table while it is there.\nDrop it before this statement, and create it again where it is still wanted: drop ${kind} "${name}";`,
    { cause: error },
  );
}
