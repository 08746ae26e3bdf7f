import type { SqlTriggerDef } from '@mikro-orm/sql';
import { quoteColumn, quoteName } from '../../model/quote.ts';
import type { Trigger } from '../../model/schema.ts';
import { terminated } from '../../model/trigger-body.ts';

/** A trigger of SQLite, where each event needs one of its own. */
export function readSqliteTrigger(trigger: SqlTriggerDef, table: string): Trigger {
  const names =
    trigger.expression === undefined && trigger.events.length > 1
      ? trigger.events.map((event) => ({ event, name: `${trigger.name}_${event}` }))
      : [{ event: trigger.events[0] ?? 'insert', name: trigger.name }];
  const when = trigger.when ? ` when ${trigger.when}` : '';
  const body = `begin ${terminated(trigger.body)} end`;
  return {
    name: trigger.name,
    statements:
      trigger.expression !== undefined
        ? [trigger.expression]
        : names.map(
            ({ event, name }) =>
              `create trigger ${quoteColumn(name)} ${trigger.timing} ${event} on ${quoteName(table)} for each row${when} ${body}`,
          ),
    drop: names.map(({ name }) => `drop trigger ${quoteColumn(name)}`),
  };
}
