import { isEqual } from '../../model/equal.ts';
import { withoutParentheses } from '../../model/parentheses.ts';
import { quoteColumn } from '../../model/quote.ts';
import type { Check } from '../../model/schema.ts';
import { findTypePair } from './canonical-type.ts';
import { notValidated } from './compare-keys.ts';
import { haveSameGist } from './gist.ts';
import { matchNamed } from './match.ts';
import { forPostgresql } from './postgresql-words.ts';
import { readTypeRule, withoutNullCase } from './said-by-type.ts';
import { columnPairs, columnSubject, differs, isAlone, objectSubject, type TablePair } from './table-pair.ts';

/** Compares checks, by name and meaning; those that one database needs because the other's type says it are no extra. */
export async function compareChecks(tables: TablePair): Promise<string[]> {
  const { sqlite, postgresql } = tables;
  const matches = matchNamed(sqlite.checks, postgresql.checks, (own, other) =>
    haveSameGist(forPostgresql(own.expression, postgresql.columns), other.expression, postgresql.columns),
  );
  const subject = ({ name }: Check) => objectSubject('Check', name, tables);
  const sentences = [
    ...compareTypeRules(tables),
    ...matches.sqlite
      .filter((check) => !isSaidByType(tables, check))
      .map((check) => `${isAlone(subject(check), 'SQLite').slice(0, -1)}: ${check.expression}.`),
    ...matches.postgresql
      .filter((check) => !isNeedless(tables, check))
      .map((check) => `${isAlone(subject(check), 'PostgreSQL').slice(0, -1)}: ${check.expression}.`),
  ];
  for (const [own, other] of matches.both) {
    if (other.invalid) {
      sentences.push(notValidated(subject(other)));
    }
    if (!(await isSameCheck(tables, own.expression, other.expression))) {
      sentences.push(differs(subject(other), 'its rule', own.expression, other.expression));
    }
  }
  return sentences;
}

/** What PostgreSQL's types say and a check on SQLite has to. */
function compareTypeRules(tables: TablePair): string[] {
  const { sqlite: table, enums } = tables;
  const rules = table.checks.flatMap((check) => readTypeRule(check, table.columns) ?? []);
  return columnPairs(tables).flatMap(({ sqlite, postgresql }) => {
    const type = findTypePair(sqlite.type, postgresql.type, enums);
    const own = rules.filter(({ column, kind }) => column === sqlite.name && kind === type?.needs);
    const subject = columnSubject(tables, sqlite.name);
    if (type?.needs === 'length' && !isReference(tables, sqlite.name)) {
      const lengths = own.flatMap((rule) => (rule.kind === 'length' ? [rule.length] : []));
      const shortest = lengths.length === 0 ? 'unlimited' : String(Math.min(...lengths));
      return shortest === String(type.length)
        ? []
        : [differs(subject, 'its length', shortest, String(type.length))];
    }
    if (type?.needs === 'items') {
      const items = own.flatMap((rule) => (rule.kind === 'items' ? [rule.items] : []))[0];
      return isEqual(items?.toSorted(), type.items?.toSorted())
        ? []
        : [differs(subject, 'what values it takes', list(items), list(type.items))];
    }
    return [];
  });
}

/** The column that it refers to has the length. */
function isReference({ sqlite, postgresql }: TablePair, column: string): boolean {
  return [sqlite, postgresql].every((table) =>
    table.foreignKeys.some(({ columns }) => columns.includes(column)),
  );
}

/** A check on SQLite whose rule is in PostgreSQL's type, right or wrong: `compareTypeRules` has compared it. */
function isSaidByType(tables: TablePair, check: Check): boolean {
  const rule = readTypeRule(check, tables.sqlite.columns);
  const pair = columnPairs(tables).find(({ sqlite }) => sqlite.name === rule?.column);
  const type = pair && findTypePair(pair.sqlite.type, pair.postgresql.type, tables.enums);
  const isBoolean =
    rule?.kind === 'items' && type?.values === 'boolean' && isEqual(rule.items.toSorted(), ['0', '1']);
  return rule !== undefined && (rule.kind === type?.needs || isBoolean);
}

/** A check on PostgreSQL that says nothing that SQLite does not: not null once more, or the items of a list. */
function isNeedless(tables: TablePair, { expression }: Check): boolean {
  return columnPairs(tables).some(({ sqlite, postgresql }) => {
    const text = withoutParentheses(forPostgresql(expression, [postgresql]));
    const [first = '', ...rest] = text.split(/(?<=^"(?:[^"]|"")*") /);
    const says = first === quoteColumn(postgresql.name) ? rest.join(' ').toLowerCase() : '';
    // SQLite keeps a list as one text, whose items no check of one line tells apart.
    const isList = postgresql.type.endsWith('[]') && says.startsWith('<');
    return isList || (!sqlite.nullable && !postgresql.nullable && says === 'is not null');
  });
}

async function isSameCheck(
  { postgresql: { columns }, judge }: TablePair,
  left: string,
  right: string,
): Promise<boolean> {
  const translated = forPostgresql(left, columns);
  const own = await judge?.condition(translated);
  const other = await judge?.condition(right);
  if (judge === undefined || own === undefined || other === undefined) {
    return haveSameGist(translated, right, columns);
  }
  // What PostgreSQL prints it may read in fewer steps: `between` in an `and` comes back as one list.
  if (own === other || withoutParentheses(own) === right || (await judge.condition(own)) === other) {
    return true;
  }
  // One of the two may say that null is fine, which it is anyway.
  for (const { name } of columns) {
    const rest = withoutNullCase(translated, name);
    const short = rest === withoutParentheses(translated) ? undefined : await judge.condition(rest);
    if (short !== undefined && (short === other || withoutParentheses(short) === right)) {
      return true;
    }
  }
  return false;
}

function list(items: readonly string[] | undefined): string {
  return items === undefined ? 'anything' : items.map((item) => `'${item}'`).join(', ');
}
