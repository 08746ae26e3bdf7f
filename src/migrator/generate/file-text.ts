import type { Loss } from '../dual-migration.ts';
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
  up: Direction;
  down: Direction;
  /** Whether the file is TypeScript; JavaScript has no `override`. */
  isTypeScript: boolean;
  /** The characters a line may have, as the project's formatter counts. */
  lineWidth: number;
}

const BLANK = '    // this.sqlite(`…`), this.postgresql(`…`), or this.addSql(`…`) where both take the same.';

/** The text of a migration, as formatters print it. */
export function formatMigration(file: MigrationFile): string {
  const { className, importFrom, description, downNote, up, down, lineWidth } = file;
  const override = file.isTypeScript ? 'override ' : '';
  const name = `  ${override}name = ${string(className)};`;
  return [
    `import { DualMigration } from ${string(importFrom)};`,
    '',
    ...docComment(description, '', lineWidth),
    `export class ${className} extends DualMigration {`,
    name.length <= lineWidth ? name : name.replace(' = ', ' =\n    '),
    '',
    `  ${override}up() {`,
    ...body(up, lineWidth),
    '  }',
    '',
    ...(downNote === undefined ? [] : docComment(downNote, '  ', lineWidth)),
    `  ${override}down() {`,
    ...body(down, lineWidth),
    '  }',
    '}',
    '',
  ].join('\n');
}

function body({ losses, steps }: Direction, lineWidth: number): string[] {
  const lines = [
    ...losses.map((loss) => formatLoss(loss, lineWidth)),
    ...steps.map((step) => formatStep(step, lineWidth)),
  ];
  return lines.length === 0 ? [BLANK] : lines;
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
  return call(`this.${step.dialect ?? 'addSql'}`, [template(step.sql)], lineWidth);
}
