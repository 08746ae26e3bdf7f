import type { Configuration } from '@mikro-orm/core';
import { onOneLine } from '../check/finding.ts';
import { checksumOf } from '../history/checksum.ts';
import { DIALECTS, type Dialect } from '../model/schema.ts';
import { describeLoss } from '../run/losses.ts';
import type { MigrationFile } from '../run/migration-file.ts';
import { previewMigration } from '../run/preview.ts';
import { printStep } from '../run/steps.ts';

/** What a migration has for one database, going up. */
export interface DialectSteps {
  /** In full. Undefined where its code executes queries itself: only a run can tell then; or where it refuses. */
  steps: string[] | undefined;
  /** Why its code refuses this database. */
  refusal: string | undefined;
  /** How many of them rebuild a table of SQLite. */
  rebuilds: number;
}

/** What a migration file says of itself. */
export interface DescribedFile {
  name: string;
  checksum: string | undefined;
  /** Undefined where the file cannot be loaded. */
  transactional: boolean | undefined;
  dialects: Record<Dialect, DialectSteps> | undefined;
  /** Whether there is a way back on every database; undefined where the file cannot be loaded. */
  reversible: boolean | undefined;
  /** What it declares to lose, as the rest of a sentence. */
  loses: { up: string[]; down: string[] };
  /** Why it cannot be loaded. */
  failure: string | undefined;
}

/** Reads a migration without running it. */
export async function describeFile(file: MigrationFile, config: Configuration): Promise<DescribedFile> {
  const { name } = file;
  try {
    const checksum = await checksumOf(file, config);
    const up = { sqlite: await preview('up', 'sqlite'), postgresql: await preview('up', 'postgresql') };
    const down = { sqlite: await preview('down', 'sqlite'), postgresql: await preview('down', 'postgresql') };
    return {
      name,
      checksum,
      transactional: up.sqlite.transactional,
      dialects: { sqlite: up.sqlite.dialect, postgresql: up.postgresql.dialect },
      loses: {
        up: [...new Set(DIALECTS.flatMap((dialect) => up[dialect].loses))],
        down: [...new Set(DIALECTS.flatMap((dialect) => down[dialect].loses))],
      },
      reversible: DIALECTS.every((dialect) => down[dialect].dialect.refusal === undefined),
      failure: undefined,
    };
  } catch (error) {
    const loses = { up: [], down: [] };
    const failure = onOneLine(error);
    const unknown = {
      checksum: undefined,
      transactional: undefined,
      dialects: undefined,
      reversible: undefined,
    };
    return { name, ...unknown, loses, failure };
  }

  async function preview(direction: 'up' | 'down', dialect: Dialect) {
    const migration = await file.load();
    const { transactional, plan, refusal } = await previewMigration(migration, direction, dialect, config)
      .then((known) => ({ ...known, refusal: undefined }))
      // MikroORM's base class refuses `down` this way; a migration may refuse a database.
      .catch((error: unknown) => ({ transactional: true, plan: undefined, refusal: onOneLine(error) }));
    const steps = plan?.steps;
    return {
      transactional,
      dialect: {
        steps: steps?.map(printStep),
        refusal,
        rebuilds: steps?.filter(({ kind }) => kind === 'rebuild').length ?? 0,
      },
      loses: plan?.losses.map(describeLoss) ?? [],
    };
  }
}
