import { findTouches } from '../../check/touches.ts';
import { DIALECTS } from '../../model/schema.ts';
import { DIALECT_NAMES } from '../../project.ts';
import type { Rule } from '../rule.ts';

const VERBS = { adds: 'is left behind', drops: 'is missing', changes: 'is not what it was' };

/** After up and down the schema is another than before (the migrator's own promise: "Down is real"). From a rehearsal. */
export const downDiffers: Rule = {
  name: 'down-differs',
  needsRehearsal: true,
  *checkMigration({ rehearsed, directions, source }) {
    for (const dialect of DIALECTS) {
      const { before, down } = rehearsed[dialect] ?? {};
      const touches = before === undefined || down === undefined ? [] : findTouches(before, down.schema);
      if (touches.length > 0) {
        yield {
          line: directions.find(({ direction }) => direction === 'down')?.line ?? source.classLine,
          reason: `Tried on ${DIALECT_NAMES[dialect]}: after up() and down(), ${touches.map(({ subject, verb }) => `${subject} ${VERBS[verb]}`).join(', ')}.`,
          alternative: 'Let down() bring back what was there before, each thing that up() changed.',
          link: 'src/migrator/README.md#what-is-promised-and-how-it-is-kept',
          subject: touches.map(({ subject, verb }) => `${subject} ${verb}`).join(),
        };
      }
    }
  },
};
