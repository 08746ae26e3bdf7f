import type { EntitySchema } from '@mikro-orm/core';
import { findMigrations } from '../../../../src/migrator/run/migration-file.ts';
import { previewMigration } from '../../../../src/migrator/run/preview.ts';
import { printStep } from '../../../../src/migrator/run/steps.ts';
import { newProject } from '../../generate/project.ts';

/** Statements for PostgreSQL, one transaction or each by itself. */
export interface Form {
  transactional: boolean;
  statements: string[];
}

/** What `migration:create` writes for PostgreSQL when the entities change from `before` to `after`, and before that. */
export async function generate(
  before: EntitySchema[],
  after: EntitySchema[],
): Promise<{ setup: string; forms: Form[] }> {
  const project = await newProject();
  await project.create(before);
  const known = findMigrations({}, project.folder).length;
  await project.create(after);
  const orm = await project.open(after);
  try {
    const forms: Form[] = [];
    for (const file of findMigrations({}, project.folder)) {
      const { plan, transactional } = await previewMigration(
        await file.load(),
        'up',
        'postgresql',
        orm.config,
      );
      forms.push({ transactional, statements: (plan?.steps ?? []).map(asStatement) });
    }
    const setup = forms.slice(0, known).flatMap(({ statements }) => statements);
    return { setup: setup.join('\n'), forms: forms.slice(known) };
  } finally {
    await orm.close(true);
  }
}

/** A backfill as its batches do it, all at once. */
function asStatement(step: Parameters<typeof printStep>[0]): string {
  if (step.kind !== 'backfill') {
    return printStep(step);
  }
  const set = Object.entries(step.set).map(([column, value]) => `"${column}" = ${value}`);
  return `update "${step.table}" set ${set.join(', ')} where ${step.where}`;
}
