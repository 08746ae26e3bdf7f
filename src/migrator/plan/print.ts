import { styleText } from 'node:util';
import { DIALECT_NAMES } from '../project.ts';
import { shorten, wrap } from '../status/text.ts';
import type { Count } from './counter.ts';
import type { MigrationPlan, PlannedLoss, PlannedMigration, PlannedStatement, PlannedTable } from './plan.ts';

/** The plan for a terminal. */
export function printPlan({ database, migrations, refusals, notes }: MigrationPlan): string[] {
  const count = migrations.length === 1 ? '1 migration is' : `${migrations.length} migrations are`;
  return [
    ...wrap(`${DIALECT_NAMES[database.dialect]} ${database.address}: ${count} pending. Nothing was changed.`),
    ...(migrations.length === 0 ? [] : notes.flatMap((note) => wrap(note))),
    ...refusals.flatMap((refusal) => wrap(`up would refuse: ${refusal}`)).map(red),
    ...migrations.flatMap(printMigration),
  ];
}

function printMigration({ name, transactional, statements, losses, done }: PlannedMigration): string[] {
  const how = transactional ? 'one transaction' : 'each statement by itself';
  const begun = done === 0 ? '' : `; ${done} of its statements are done already`;
  return [
    '',
    styleText('bold', `${name} (${how}${begun})`),
    ...(statements === undefined
      ? wrap('executes queries in its own code: what it would do only a run can tell', '  ').map(red)
      : statements.flatMap((statement, index) => printStatement(statement, done + index + 1))),
    ...losses.flatMap(printLoss),
  ];
}

function printStatement({ sql, known, tables }: PlannedStatement, number: number): string[] {
  const line = `${String(number).padStart(3)}. ${sql.replace(/\s+/g, ' ').trim()}`;
  return [
    shorten(line, 100),
    ...(known
      ? []
      : [red('     unknown: what this statement locks, rewrites or reads cannot be told from it')]),
    ...tables.flatMap(printTable),
  ];
}

function printTable({ table, rows, lock, blocks, rewrite, scan, because }: PlannedTable): string[] {
  const parts = [
    `${table}, ${printCount(rows, 'row')}:`,
    ...(lock === undefined
      ? []
      : [`${lock} lock, ${blocks === undefined ? 'others go on' : `${blocks} wait`};`]),
    `${SAYS[rewrite]('rewritten')}, ${SAYS[scan]('scanned')}`,
    ...(because.length === 0 ? [] : [`(${because.join('; ')})`]),
  ];
  const isHeavy = blocks !== undefined && (rewrite !== 'no' || scan !== 'no');
  const lines = wrap(parts.join(' '), '     ');
  return isHeavy
    ? lines.map((line) => styleText('yellow', line))
    : lines.map((line) => styleText('dim', line));
}

const SAYS = {
  yes: (what: string) => what,
  no: (what: string) => `not ${what}`,
  unknown: (what: string) => `${what} or not is unknown`,
};

function printLoss({ what, count, declared, column }: PlannedLoss): string[] {
  const amount =
    count === undefined ? 'how many is not known' : printCount(count, column === undefined ? 'row' : 'value');
  return declared
    ? wrap(`loses ${what}: ${amount}, as declared`, '     ').map((line) => styleText('yellow', line))
    : wrap(`loses ${what}: ${amount}, and does not declare it: up would roll it back`, '     ').map(red);
}

function printCount(count: Count | undefined, noun: string): string {
  if (count === undefined) {
    return `an unknown number of ${noun}s`;
  }
  const number = count.n.toLocaleString('en-US');
  return `${count.exact ? '' : '~'}${number} ${count.n === 1 ? noun : `${noun}s`}`;
}

function red(text: string): string {
  return styleText('red', text);
}
