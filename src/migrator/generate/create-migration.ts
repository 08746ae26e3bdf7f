import { join } from 'node:path';
import { NO_RENAMES, type Renames } from '../diff/renames/renames.ts';
import type { Loss } from '../dual-migration.ts';
import { cutChange } from '../hops/cut-change.ts';
import type { Hop } from '../hops/hop.ts';
import type { Schema } from '../model/schema.ts';
import { formatSnapshot, snapshotPath } from '../model/snapshot.ts';
import { type Direction, type DualStep, planDown, planUp } from './direction.ts';
import { describeDown } from './down-note.ts';
import { formatMigration } from './file-text.ts';
import { importPath } from './import-path.ts';
import { withReason } from './reason.ts';
import { describeHop } from './sentence.ts';
import { type OutputFile, writeFiles } from './write-files.ts';

/** The names of one migration. */
export interface MigrationNames {
  className: string;
  fileName: string;
}

/** What new migrations are made of. */
export interface MigrationRequest {
  /** Where the migrations go. */
  folder: string;
  /** Where the snapshots are. */
  snapshotFolder: string;
  /**
   * Names for the parts of the change, in order, each later than the one before.
   *
   * @param suffixes What each is called beside the name of the change; empty for the one that has that name alone.
   */
  name(suffixes: readonly string[]): MigrationNames[];
  lineWidth: number;
  /** The schemas before, one per dialect, and after, in the same order. */
  from: readonly Schema[];
  to: readonly Schema[];
  renames: Renames;
  /** Writes a migration with nothing in it, and leaves the snapshots. */
  blank: boolean;
  /** Throws where the project does not want what `up` loses. */
  permit?(losses: readonly Loss[]): void;
  /** Files that are written with them, made from their texts. */
  accompany?(files: readonly OutputFile[]): Promise<OutputFile[]>;
}

/** A migration that was written. */
export interface CreatedFile {
  fileName: string;
  code: string;
  /** What it does, and why it is apart. */
  description: string;
}

/** What MikroORM's command line shows of a new migration. */
export interface CreatedMigration {
  /** The one that has the name of the change alone, where there are several. Empty where nothing was written, as is `diff.up`. */
  fileName: string;
  code: string;
  /** What the whole change does, over all files. */
  diff: { up: string[]; down: string[] };
  /** Every migration that was written, in the order in which they are applied. */
  files: CreatedFile[];
}

/**
 * Writes the migrations and the snapshots that lead from one state of the entities to the next, all of them or none;
 * nothing, if no migration does. One change is several migrations where a busy table would else be stopped.
 */
export async function createMigration(request: MigrationRequest): Promise<CreatedMigration> {
  const { from, to, renames, folder, snapshotFolder, blank } = request;
  const hops = blank ? [blankHop(from)] : cutChange(from, to, renames);
  if (hops.length === 0) {
    return { fileName: '', code: '', diff: { up: [], down: [] }, files: [] };
  }
  const parts = hops.map((hop) => ({ hop, up: planUp(hop), down: planDown(hop) }));
  request.permit?.(parts.flatMap(({ up }) => up.losses));
  const suffixes = hops.length === 1 ? [''] : hops.map(({ suffix }) => suffix);
  const names = request.name(suffixes);
  const files = parts.flatMap((part, index): CreatedFile[] => {
    const name = names[index];
    return name === undefined ? [] : [writeUp(part, name, request)];
  });
  const outputs = files.map(({ fileName, code }) => ({ path: join(folder, fileName), content: code }));
  await writeFiles([
    ...(blank ? [] : to.map((schema) => snapshotFile(snapshotFolder, schema))),
    ...((await request.accompany?.(outputs)) ?? []),
    ...outputs,
  ]);
  const shown = files[suffixes.indexOf('')] ?? files.at(-1);
  return {
    fileName: shown?.fileName ?? '',
    code: shown?.code ?? '',
    // The command line takes an empty list for "nothing to do".
    diff: blank
      ? { up: ['-- blank'], down: ['-- blank'] }
      : {
          up: parts.flatMap(({ up }) => texts(up)),
          down: parts.toReversed().flatMap(({ down }) => texts(down)),
        },
    files,
  };
}

interface Part {
  hop: Hop;
  up: Direction;
  down: Direction;
}

function writeUp({ hop, up, down }: Part, names: MigrationNames, request: MigrationRequest): CreatedFile {
  const description = request.blank
    ? 'Describe here what it does, in one sentence.'
    : withReason(describeHop(hop), hop.form);
  const code = formatMigration({
    className: names.className,
    importFrom: importPath(request.folder),
    description,
    downNote: describeDown(up.losses, down.losses),
    isTransactional: hop.form === 'transaction',
    up,
    down,
    lineWidth: request.lineWidth,
    isTypeScript: names.fileName.endsWith('.ts'),
  });
  return { fileName: names.fileName, code, description };
}

/** A change that is yet to be written. */
function blankHop(schemas: readonly Schema[]): Hop {
  return { form: 'transaction', suffix: '', from: schemas, to: schemas, renames: NO_RENAMES, fills: [] };
}

function snapshotFile(folder: string, schema: Schema): OutputFile {
  return { path: snapshotPath(folder, schema.dialect), content: formatSnapshot(schema) };
}

function texts({ steps }: Direction): string[] {
  return steps.map((step) => `${step.dialect === undefined ? '' : `/* ${step.dialect} */ `}${textOf(step)}`);
}

function textOf(step: DualStep): string {
  switch (step.kind) {
    case 'sql':
      return step.sql;
    case 'rebuild':
      return `rebuild ${step.table}: ${step.changes.join(', ')};`;
    case 'backfill': {
      const values = Object.entries(step.set).map(([column, value]) => `${column} = ${value}`);
      return `backfill ${step.table}: ${values.join(', ')} where ${step.where};`;
    }
  }
}
