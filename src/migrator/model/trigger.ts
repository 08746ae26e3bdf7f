import type { SqlTriggerDef } from '@mikro-orm/sql';
import { quoteColumn, quoteName } from './quote.ts';
import type { Trigger } from './schema.ts';

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

/** A trigger of PostgreSQL and the function it calls. */
export function readPostgresTrigger(trigger: SqlTriggerDef, table: string): Trigger {
  const parts = table.split('.');
  const functionName = quoteName([...parts.slice(0, -1), `${parts.at(-1)}_${trigger.name}_fn`].join('.'));
  const when = trigger.when ? ` when (${trigger.when})` : '';
  const drop = `drop trigger ${quoteColumn(trigger.name)} on ${quoteName(table)}`;
  if (trigger.expression !== undefined) {
    return { name: trigger.name, statements: [trigger.expression], drop: [drop] };
  }
  return {
    name: trigger.name,
    statements: [
      `create function ${functionName}() returns trigger as $$ begin ${terminated(trigger.body)} end; $$ language plpgsql`,
      `create trigger ${quoteColumn(trigger.name)} ${trigger.timing} ${trigger.events.join(' or ')} on ${quoteName(table)} for each ${trigger.forEach}${when} execute function ${functionName}()`,
    ],
    drop: [drop, `drop function ${functionName}()`],
  };
}

function terminated(body: string): string {
  const text = body.trim();
  return text.endsWith(';') ? text : `${text};`;
}
