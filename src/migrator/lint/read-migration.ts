import { readFile } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import type { Migration } from '@mikro-orm/migrations';
import type { AbstractSqlDriver } from '@mikro-orm/sql';
import type { Loss, Step } from '../dual-migration.ts';
import { dialectOf } from '../model/dialect-of.ts';
import { DIALECTS, type Dialect } from '../model/schema.ts';
import type { Project } from '../project.ts';
import type { MigrationClass, MigrationFile } from '../run/migration-file.ts';
import { previewMigration } from '../run/preview.ts';
import type { LintedDirection, LintedMigration } from './migration.ts';
import { readStatements } from './read-statements.ts';
import { SourceText } from './source/source-text.ts';

/** What the linter asks of a `DualMigration`, beside what a run does. */
interface Traceable {
  recordPlaces(): void;
  getSteps(dialect: Dialect): Step[];
  getLosses(): readonly (Loss & { trace?: string })[];
}

/**
 * Reads one migration: its text, and what both of its directions ask for on every dialect. Nothing is executed.
 *
 * @param sqlite An empty SQLite database, for its parser.
 */
export async function readMigration(
  { driver, settings: { onlyOn } }: Project,
  file: MigrationFile & { path: string },
  sqlite: AbstractSqlDriver,
): Promise<LintedMigration> {
  const source = new SourceText(await readFile(file.path, 'utf8'));
  const migration = await file.load();
  const isDual = 'recordPlaces' in migration.prototype;
  const hasDown = overridesDown(migration);
  const dialects = isDual ? DIALECTS : [dialectOf(driver.getPlatform())];
  const directions: LintedDirection[] = [];
  for (const direction of hasDown ? (['up', 'down'] as const) : (['up'] as const)) {
    for (const dialect of dialects) {
      directions.push(
        await readDirection(migration, direction, dialect, { ...file, source, driver, sqlite }),
      );
    }
  }
  return {
    name: file.name,
    file: relative(process.cwd(), file.path),
    source,
    hasDown,
    isDual,
    directions,
    onlyOn,
    rehearsed: {},
    differences: [],
  };
}

interface Place {
  source: SourceText;
  path: string;
  driver: AbstractSqlDriver;
  sqlite: AbstractSqlDriver;
}

async function readDirection(
  migration: MigrationClass,
  direction: 'up' | 'down',
  dialect: Dialect,
  { source, path, driver, sqlite }: Place,
): Promise<LintedDirection> {
  let instance: (Migration & Partial<Traceable>) | undefined;
  const { plan, transactional } = await previewMigration(
    migration,
    direction,
    dialect,
    driver.config,
    (created) => {
      instance = created;
      instance.recordPlaces?.();
    },
  );
  const line = source.methodLine(direction) ?? source.classLine;
  const lineOf = (trace: string | undefined, sql = '') =>
    lineInTrace(trace, basename(path)) ?? source.lineOf(sql) ?? line;
  const traces = instance?.getSteps?.(dialect).map(({ trace }) => trace) ?? [];
  const { statements, unreadable } = await readStatements(
    source,
    { dialect, sqlite },
    (plan?.steps ?? []).map((step, index) => ({
      step,
      line: lineOf(traces[index], step.kind === 'sql' ? step.sql : undefined),
    })),
  );
  return {
    direction,
    dialect,
    line,
    transactional,
    statements: plan === undefined ? undefined : statements,
    losses: (instance?.getLosses?.() ?? []).map(({ trace, ...loss }) => ({ ...loss, line: lineOf(trace) })),
    unreadable,
  };
}

/** Whether a class between the migration's own and MikroORM's has a `down`. That of MikroORM only throws. */
function overridesDown(migration: MigrationClass): boolean {
  let prototype: object = migration.prototype;
  while (!Object.hasOwn(prototype, 'addSql')) {
    if (Object.hasOwn(prototype, 'down')) {
      return true;
    }
    prototype = Object.getPrototypeOf(prototype);
  }
  return false;
}

/** The line of a file that a stack trace names first: the call nearest to what took the trace. */
function lineInTrace(trace: string | undefined, file: string): number | undefined {
  for (const frame of trace?.split('\n') ?? []) {
    const place = /([^/\\(]+):(\d+):\d+\)?$/.exec(frame);
    // A loader may add a query to the name, to import a file anew.
    if (place?.[1]?.split('?')[0] === file) {
      return Number(place[2]);
    }
  }
  return undefined;
}
