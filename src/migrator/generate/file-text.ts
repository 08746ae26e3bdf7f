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
  const object = `{ table: ${string(table)}, set: { ${values.join(', ')} }, where: ${template(where)} }`;
  return call('this.backfill', [object, ...(dialect === undefined ? [] : [string(dialect)])], lineWidth);
}

/** The name of a property, in quotes where it needs them. */
function key(name: string): string {
  return /^[a-z_$][\w$]*$/i.test(name) ? name : string(name);
}
