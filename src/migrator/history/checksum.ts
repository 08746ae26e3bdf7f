import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Configuration } from '@mikro-orm/core';
import { DIALECTS } from '../model/schema.ts';
import type { MigrationFile } from '../run/migration-file.ts';
import { type Preview, previewMigration } from '../run/preview.ts';
import { printStep, type RunStep } from '../run/steps.ts';
import { normalizeSource } from './normalize-source.ts';
import { normalizeSql } from './normalize-sql.ts';

/**
 * The checksum of a migration: of what it does, not of how its file is written. Its `up` and `down` are called without
 * a database for every dialect, and the statements they add and losses they declare are hashed: formatting, comments,
 * line endings, imports, and whether TypeScript or a build of it runs make no difference; a changed statement does.
 * Only where its code executes queries itself is the text of the file hashed instead, token by token.
 *
 * Two checksums of different kinds (the word before the colon) cannot be compared.
 *
 * @returns undefined where nothing can be told: the code executes queries itself, and there is no file.
 */
export async function checksumOf(file: MigrationFile, config: Configuration): Promise<string | undefined> {
  const migration = await file.load();
  const parts: unknown[] = [];
  for (const direction of ['up', 'down'] as const) {
    for (const dialect of DIALECTS) {
      const preview = await previewMigration(migration, direction, dialect, config).catch(() => undefined);
      if (preview !== undefined && preview.plan === undefined) {
        return checksumOfSource(file);
      }
      parts.push(preview === undefined ? 'refuses' : describe(preview));
    }
  }
  return `steps:${hash(JSON.stringify(parts))}`;
}

/** Whether both are known, comparable, and differ. */
export function differs(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && right !== undefined && kindOf(left) === kindOf(right) && left !== right;
}

function describe({ transactional, plan }: Preview): unknown {
  return { transactional, steps: plan?.steps.map(canonical), losses: plan?.losses };
}

function canonical(step: RunStep): unknown {
  return step.kind === 'rebuild'
    ? { table: step.table, changes: step.changes.map(normalizeSql) }
    : normalizeSql(printStep(step));
}

/** A build changes the tokens of a file: TypeScript and JavaScript are different kinds. */
async function checksumOfSource({ path }: MigrationFile): Promise<string | undefined> {
  return path === undefined
    ? undefined
    : `${extname(path).slice(1)}:${hash(normalizeSource(await readFile(path, 'utf8')))}`;
}

function kindOf(checksum: string): string {
  return checksum.slice(0, checksum.indexOf(':'));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
