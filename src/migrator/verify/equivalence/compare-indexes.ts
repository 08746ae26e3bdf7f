import { tokenizePostgresql } from '../../dialects/postgresql/sql/tokens.ts';
import { createIndex } from '../../dialects/standard/create-index.ts';
import { isEqual } from '../../model/equal.ts';
import { quoteColumn } from '../../model/quote.ts';
import type { Index } from '../../model/schema.ts';
import { haveSameGist } from './gist.ts';
import { matchNamed } from './match.ts';
import { forPostgresql } from './postgresql-words.ts';
import { differs, isAlone, objectSubject, type TablePair } from './table-pair.ts';

/**
 * Compares indexes: name, uniqueness, columns or expressions with their direction, predicate. What only PostgreSQL has
 * (methods, included columns, storage, placement of nulls) and collations change speed or order, and are left out.
 */
export async function compareIndexes(tables: TablePair): Promise<string[]> {
  const { sqlite, postgresql } = tables;
  const matches = matchNamed(
    sqlite.indexes,
    postgresql.indexes,
    (own, other) =>
      own.unique === other.unique &&
      haveSameGist(forPostgresql(tailOf(own), postgresql.columns), tailOf(other), postgresql.columns),
  );
  const subject = ({ name }: Index) => objectSubject('Index', name, tables);
  const sentences = [
    ...matches.sqlite
      .filter((index) => !isOfForeignKey(tables, index))
      .map((index) => isAlone(subject(index), 'SQLite') + (isPlainColumns(index) ? ASK_FOR_IT : '')),
    ...matches.postgresql.map((index) => isAlone(subject(index), 'PostgreSQL')),
  ];
  for (const [own, other] of matches.both) {
    sentences.push(...(await compareIndex(tables, subject(other), own, other)));
  }
  return sentences;
}

async function compareIndex(
  { postgresql: { columns }, judge }: TablePair,
  subject: string,
  sqlite: Index,
  postgresql: Index,
): Promise<string[]> {
  const sentences: string[] = [];
  if (sqlite.unique !== postgresql.unique) {
    const word = ({ unique }: Index) => (unique ? 'yes' : 'no');
    sentences.push(differs(subject, 'whether it is unique', word(sqlite), word(postgresql)));
  }
  if (postgresql.invalid) {
    sentences.push(`${subject} is invalid on PostgreSQL: it was not built to the end.`);
  }
  const [left, right] = [forPostgresql(tailOf(sqlite), columns), tailOf(postgresql)];
  if (isEqual(wordsOf(left), wordsOf(right))) {
    return sentences;
  }
  const own = await judge?.index(left.replace(/\bcollate\s+("[^"]*"|\w+)/gi, ''));
  const other = await judge?.index(right);
  if (own === undefined || other === undefined) {
    return haveSameGist(left, right, columns)
      ? sentences
      : [...sentences, differs(subject, 'what it indexes', tailOf(sqlite), right)];
  }
  if (!isEqual(own.parts, other.parts)) {
    sentences.push(differs(subject, 'what it indexes', own.parts.join(', '), other.parts.join(', ')));
  }
  if (own.where !== other.where) {
    sentences.push(differs(subject, 'its predicate', own.where ?? 'nothing', other.where ?? 'nothing'));
  }
  return sentences;
}

/** A reference without a foreign key cannot be told from any other column. */
const ASK_FOR_IT =
  ' If it came with a reference of an entity, say .index() there: MikroORM makes it on SQLite alone.';

function isPlainColumns({ unique, where, statement }: Index): boolean {
  return !unique && where === undefined && statement === undefined;
}

/** MikroORM puts an index on the columns of a foreign key on SQLite only; on PostgreSQL the entity asks for it. */
function isOfForeignKey({ sqlite }: TablePair, index: Index): boolean {
  const names = index.parts.map((part) => forPostgresql(part, sqlite.columns));
  return (
    isPlainColumns(index) &&
    sqlite.foreignKeys.some(({ columns }) => isEqual(columns.map(quoteColumn), names))
  );
}

/** What stands behind the table in the statement of an index. */
function tailOf(index: Index): string {
  const statement = createIndex(index, 'x');
  const tokens = tokenizePostgresql(statement);
  const on = tokens.findIndex(({ kind, value }) => kind === 'word' && value === 'on');
  const tail = tokens.find(
    ({ kind, value }, at) => at > on + 1 && (value === '(' || (kind === 'word' && value === 'using')),
  );
  return statement.slice(tail?.start ?? 0).replace(/;\s*$/, '');
}

/** The same words in the same order are the same, and PostgreSQL need not be asked. */
function wordsOf(tail: string): string[] {
  return tokenizePostgresql(tail.replace(/^using btree /i, '')).map(({ kind, text, value }) =>
    kind === 'string' ? text : value,
  );
}
