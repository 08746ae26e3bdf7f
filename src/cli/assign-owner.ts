import { loadConfig } from '../config.ts';
import { openOrm } from '../database/orm.ts';
import { assignOwner } from '../domain/assign-owner.ts';
import { LOCAL_OWNER } from '../entities/owner.ts';
import { type Program, report } from './program.ts';

/** `owner:assign`: hands everything of one owner to another. */
export function addAssignOwner(program: Program): Program {
  return program.command(
    'owner:assign',
    'Hands all todos, lists and tags of one owner to another, in one transaction',
    (args) =>
      args
        .option('to', {
          type: 'string',
          demandOption: true,
          desc: 'Who gets them: the subject ("sub") of their tokens',
        })
        .option('from', { type: 'string', default: LOCAL_OWNER, desc: 'Whose they are now' })
        .option('dry-run', { type: 'boolean', default: false, desc: 'Only say what would be done' })
        .option('json', { type: 'boolean', default: false, desc: 'Print JSON' })
        .example('npx todo owner:assign --to alice', 'gives alice what was made without authentication'),
    ({ to, from, dryRun, json }) =>
      report(json, async () => {
        const orm = await openOrm(loadConfig().MIGRATION_DATABASE_URL, { logger: () => {} });
        try {
          const assigned = await assignOwner(orm.em, { from, to, dryRun });
          const counts = Object.entries(assigned).map(([kind, count]) => `${count} ${kind}`);
          const text = `${dryRun ? 'Would hand' : 'Handed'} to "${to}" what is ${dryRun ? '' : 'no longer '}"${from}"'s: ${counts.join(', ')}.`;
          return { text, json: { from, to, dryRun, ...assigned } };
        } finally {
          await orm.close(true);
        }
      }),
  ) as Program;
}
