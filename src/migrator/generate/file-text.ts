import type { Backfill, Loss } from '../dual-migration.ts';
import type { Dialect } from '../model/schema.ts';
import type { Direction, DualStep } from './direction.ts';
import { call, docComment, string, template } from './layout.ts';

/** What a migration file says. */
export interface MigrationFile {
  className: string;
  /** What stands in the import of the base class. */
  importFrom: string;
  /** One sentence on what it does. */
  description: string;
  /** What is not as it was after `down`, if anything. */
  downNote?: string;
  /** Whether it is one transaction; elsewhere each statement is committed by itself. */
  isTransactional: boolean;
  up: Direction;
  down: Direction;
  /** Whether the file is TypeScript; JavaScript has no `override`. */
  isTypeScript: boolean;
  /** The characters a line may have, as the project's formatter counts. */
  lineWidth: number;
}

const BLANK = '    // this.sqlite(`…`), this.postgresql(`…`), or this.addSql(`…`) where both take the same.';
const NOTHING_TO_UNDO = '    // Nothing to undo: the values go with their column.';

/** The text of a migration, as formatters print it. */
export function formatMigration(file: MigrationFile): string {
  const { className, importFrom, description, downNote, isTransactional, up, down, lineWidth } = file;
  const override = file.isTypeScript ? 'override ' : '';
  const name = `  ${override}name = ${string(className)};`;
  return [
    `import { DualMigration } from ${string(importFrom)};`,
    '',
    ...docComment(description, '', lineWidth),
    `export class ${className} extends DualMigration {`,
    name.length <= lineWidth ? name : name.replace(' = ', ' =\n    '),
    '',
    ...(isTransactional ? [] : [`  ${override}isTransactional() {`, '    return false;', '  }', '']),
    `  ${override}up() {`,
    ...body(up, lineWidth, BLANK),
    '  }',
    '',
    ...(downNote === undefined ? [] : docComment(downNote, '  ', lineWidth)),
    `  ${override}down() {`,
    ...body(down, lineWidth, up.steps.length === 0 ? BLANK : NOTHING_TO_UNDO),
    '  }',
    '}',
    '',
  ].join('\n');
}

function body({ losses, steps }: Direction, lineWidth: number, empty: string): string[] {
  const lines = [
    ...losses.map((loss) => formatLoss(loss, lineWidth)),
    ...steps.map((step) => formatStep(step, lineWidth)),
  ];
  return lines.length === 0 ? [empty] : lines;
}

function formatLoss(loss: Loss, lineWidth: number): string {
  const entries = Object.entries(loss).map(([key, value]) => `${key}: ${string(String(value))}`);
  const line = `    this.loses({ ${entries.join(', ')} });`;
  return line.length <= lineWidth
    ? line
    : `    this.loses({\n${entries.map((entry) => `      ${entry},\n`).join('')}    });`;
}

function formatStep(step: DualStep, lineWidth: number): string {
  if (step.kind === 'rebuild') {
    return call('this.rebuildSqlite', [string(step.table), ...step.changes.map(template)], lineWidth);
  }
  if (step.kind === 'backfill') {
    return formatBackfill(step, lineWidth);
  }
  return call(`this.${step.dialect ?? 'addSql'}`, [template(step.sql)], lineWidth);
}

function formatBackfill(
  { table, set, where, dialect }: Backfill & { dialect?: Dialect | undefined },
  lineWidth: number,
): string {
  const values = Object.entries(set).map(([column, value]) => `${key(column)}: ${template(value)}`);
  // A single argument opens behind the parenthesis; beside another it has lines of its own.
  const indent = dialect === undefined ? '    ' : '      ';
  const call = 'this.backfill(';
  const room = lineWidth - indent.length - (dialect === undefined ? `${call});`.length : 1);
  const inside = (text: string) => lineWidth - indent.length - text.length - 3;
  const entries = (space: number) => [
    `table: ${string(table)}`,
    `set: ${object(values, `${indent}  `, space)}`,
    `where: ${template(where)}`,
  ];
  const line = object(entries(Number.POSITIVE_INFINITY), indent, room);
  const argument = line.includes('\n') ? object(entries(inside('set: ')), indent, 0) : line;
  if (dialect === undefined) {
    return `    ${call}${argument});`;
  }
  const whole = `    ${call}${argument}, ${string(dialect)});`;
  return whole.length <= lineWidth && !whole.includes('\n')
    ? whole
    : `    ${call}\n      ${argument},\n      ${string(dialect)},\n    );`;
}

/** An object literal, on one line where `room` characters are enough. */
function object(entries: readonly string[], indent: string, room: number): string {
  const line = `{ ${entries.join(', ')} }`;
  return line.length <= room
    ? line
    : `{\n${entries.map((entry) => `${indent}  ${entry},\n`).join('')}${indent}}`;
}

/** The name of a property, in quotes where it needs them. */
function key(name: string): string {
  return /^[a-z_$][\w$]*$/i.test(name) ? name : string(name);
}
