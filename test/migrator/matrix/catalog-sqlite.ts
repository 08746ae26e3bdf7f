import { BOOKKEEPING, type Connection } from './connection.ts';
import { parenthesis, splitList, tokenize } from './sql-tokens.ts';

/**
 * Everything that SQLite knows of a database, one line per object, sorted; the migrator's own apart. Tables are read
 * from their `create table` text, which alone tells of checks, collations and generated columns: independent of the
 * parser that the migrator rebuilds tables with.
 */
export async function sqliteCatalog(connection: Connection): Promise<string[]> {
  const lines: string[] = [];
  for (const { type, name, tbl_name, sql } of await connection.query(
    `select type, name, tbl_name, sql from sqlite_master`,
  )) {
    if (name === null || sql === null || type === undefined || name === undefined || sql === undefined) {
      continue; // Indexes behind a constraint have no text; the table's text tells of them.
    }
    if (name.startsWith('sqlite_') || BOOKKEEPING.test(tbl_name ?? '')) {
      continue;
    }
    if (type === 'table') {
      lines.push(...describeTable(name, sql));
    } else {
      lines.push(tokenize(sql).join(' ').replace('if not exists ', ''));
    }
  }
  return lines.sort();
}

const TABLE_CONSTRAINT = new Set(['constraint', 'primary', 'unique', 'check', 'foreign']);

function describeTable(table: string, sql: string): string[] {
  const tokens = tokenize(sql);
  const { inside, end } = parenthesis(tokens, tokens.indexOf('('));
  const lines = [`table ${table} ${tokens.slice(end).join(' ')}`];
  for (const part of splitList(inside)) {
    const [name = ''] = part;
    if (TABLE_CONSTRAINT.has(name)) {
      lines.push(...describeConstraints(table, undefined, part));
    } else {
      const at = part.findIndex((token, index) => index > 0 && CLAUSE.has(token));
      const type = part.slice(1, at < 0 ? undefined : at).join('');
      lines.push(`column ${table}.${name} type ${type}`);
      lines.push(...describeConstraints(table, name, at < 0 ? [] : part.slice(at)));
    }
  }
  return lines;
}

const CLAUSE = new Set([
  'constraint',
  'primary',
  'not',
  'null',
  'unique',
  'check',
  'default',
  'collate',
  'references',
  'generated',
  'as',
]);

/** Lines for the clauses of a column, or (`column` undefined) of the table; both forms of one constraint read alike. */
function describeConstraints(table: string, column: string | undefined, tokens: readonly string[]): string[] {
  const lines: string[] = [];
  let name = '';
  for (let at = 0; at < tokens.length; ) {
    const start = at;
    const word = tokens[at];
    if (word === 'constraint') {
      name = ` ${tokens[at + 1]}`;
      at += 2;
      continue;
    }
    at = endOfClause(tokens, at);
    const body = tokens.slice(start, at).join(' ');
    if (word === 'null') {
      continue;
    }
    if (word === 'check' || word === 'foreign') {
      lines.push(`constraint${name} on ${table}: ${body}`);
    } else if (word === 'references') {
      lines.push(`constraint${name} on ${table}: foreign key ( ${column} ) ${body}`);
    } else if (word === 'primary' || word === 'unique') {
      lines.push(...describeKey(table, column, name, body));
    } else {
      lines.push(`column ${table}.${column} ${body.replace('generated always as', 'as')}`);
    }
    name = '';
  }
  return lines;
}

function describeKey(table: string, column: string | undefined, name: string, body: string): string[] {
  if (column === undefined) {
    return [`constraint${name} on ${table}: ${body}`];
  }
  const [, kind = '', rest = ''] = /^(primary key|unique) ?(.*)$/.exec(body) ?? [];
  const marks = rest === '' ? [] : [`column ${table}.${column} ${rest}`];
  return [`constraint${name} on ${table}: ${kind} ( ${column} )`, ...marks];
}

/** The position after the clause that starts at `start`. */
function endOfClause(tokens: readonly string[], start: number): number {
  const word = tokens[start];
  let at = start + 1;
  if (word === 'default' && tokens[at] !== '(') {
    at += tokens[at] === '-' || tokens[at] === '+' ? 2 : 1;
    return at;
  }
  for (; at < tokens.length; at++) {
    const token = tokens[at] ?? '';
    if (token === '(') {
      at = parenthesis(tokens, at).end - 1;
    } else if (isStartOfClause(word, tokens, at)) {
      break;
    }
  }
  return at;
}

function isStartOfClause(word: string | undefined, tokens: readonly string[], at: number): boolean {
  const token = tokens[at] ?? '';
  const previous = tokens[at - 1];
  if (!CLAUSE.has(token)) {
    return false;
  }
  if (word === 'generated' && token === 'as' && previous === 'always') {
    return false;
  }
  if (token === 'null' && (previous === 'not' || previous === 'set')) {
    return false; // `not null`, `on delete set null`
  }
  if (word === 'foreign' && token === 'references') {
    return false;
  }
  return (
    !(token === 'default' && previous === 'set') && !(token === 'not' && tokens[at + 1] === 'deferrable')
  );
}
