import type { MigrationPlan } from '../plan/index.ts';
import type { MigrationCommand } from './command.ts';

export const planCommand: MigrationCommand<object, MigrationPlan> = {
  command: 'migration:plan',
  describe: 'Say what migration:up would lock, rewrite, read and lose',
  exits: {
    0: 'up would begin, or has nothing to do',
    1: 'up would refuse, or lose what a migration does not declare; or the database does not answer',
  },
  examples: [['migration:plan', 'before a deploy; nothing is changed']],
  options: (program) => program,
  async run({ project, progress }) {
    const { planMigrations } = await import('../plan/index.ts');
    const { printPlan } = await import('../plan/print.ts');
    const plan = await planMigrations(project, progress);
    const isFine =
      plan.refusals.length === 0 &&
      plan.migrations.every(({ losses }) => losses.every(({ declared }) => declared));
    return { exitCode: isFine ? 0 : 1, json: plan, lines: printPlan(plan) };
  },
};
