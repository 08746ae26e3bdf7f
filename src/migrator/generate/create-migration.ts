import { join } from 'node:path';
import type { DdlStep } from '../dialects/ddl-step.ts';
import { compareSchemas } from '../diff/compare-schemas.ts';
import { type Renames, reverseRenames } from '../diff/renames/renames.ts';
import { isEmptyDiff } from '../diff/schema-diff.ts';
import type { Loss } from '../dual-migration.ts';
import type { Schema } from '../model/schema.ts';
import { formatSnapshot, snapshotPath } from '../model/snapshot.ts';
import { type Direction, planDirection } from './direction.ts';
import { describeDown } from './down-note.ts';
import { formatMigration } from './file-text.ts';
import { importPath } from './import-path.ts';
import { describeChanges } from './sentence.ts';
import { type OutputFile, writeFiles } from './write-files.ts';

/** What a new migration is made of. */
export interface MigrationRequest {
  /** Where the migration goes. */
  folder: string;
  /** Where the snapshots are. */
  snapshotFolder: string;
  className: string;
  fileName: string;
  lineWidth: number;
  /** The schemas before, one per dialect, and after, in the same order. */
  from: readonly Schema[];
  to: readonly Schema[];
  renames: Renames;
  /** Writes a migration with nothing in it, and leaves the snapshots. */
  blank: boolean;
  /** Throws where the project does not want what `up` loses. */
  permit?(losses: readonly Loss[]): void;
  /** Files that are written with it, made from its text. */
  accompany?(file: OutputFile): Promise<OutputFile[]>;
}

/** What MikroORM's command line shows of a new migration. */
export interface CreatedMigration {
  /** Empty where nothing was written, as is `diff.up`. */
  fileName: string;
  code: string;
  diff: { up: string[]; down: string[] };
}

/** Writes the migration and the snapshots that lead from one state of the entities to the next; nothing, if none does. */
export async function createMigration(request: MigrationRequest): Promise<CreatedMigration> {
  const { from, to, folder, snapshotFolder, className, fileName, lineWidth, blank } = request;
  const diffs = (before: readonly Schema[], after: readonly Schema[], renames: Renames) =>
    before.flatMap((schema, index) => {
      const other = after[index];
      return other === undefined ? [] : [compareSchemas(schema, other, renames)];
    });
  const forwards = diffs(from, to, request.renames);
  if (!blank && forwards.every(isEmptyDiff)) {
    return { fileName: '', code: '', diff: { up: [], down: [] } };
  }
  const nothing: Direction = { losses: [], steps: [] };
  const up = blank ? nothing : planDirection(forwards);
  const down = blank ? nothing : planDirection(diffs(to, from, reverseRenames(request.renames)));
  request.permit?.(up.losses);
  const code = formatMigration({
    className,
    importFrom: importPath(folder),
    description: blank ? 'Describe here what it does, in one sentence.' : describeChanges(forwards),
    downNote: describeDown(up.losses, down.losses),
    up,
    down,
    lineWidth,
    isTypeScript: fileName.endsWith('.ts'),
  });
  const file = { path: join(folder, fileName), content: code };
  await writeFiles([
    ...(blank ? [] : to.map((schema) => snapshotFile(snapshotFolder, schema))),
    ...((await request.accompany?.(file)) ?? []),
    file,
  ]);
  return {
    fileName,
    code,
    // The command line takes an empty list for "nothing to do".
    diff: blank ? { up: ['-- blank'], down: ['-- blank'] } : { up: texts(up), down: texts(down) },
  };
}

function snapshotFile(folder: string, schema: Schema): OutputFile {
  return { path: snapshotPath(folder, schema.dialect), content: formatSnapshot(schema) };
}

function texts({ steps }: Direction): string[] {
  return steps.map((step) => `${step.dialect === undefined ? '' : `/* ${step.dialect} */ `}${textOf(step)}`);
}

function textOf(step: DdlStep): string {
  return step.kind === 'sql' ? step.sql : `rebuild ${step.table}: ${step.changes.join(', ')};`;
}
