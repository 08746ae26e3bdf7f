import type { SqlTriggerDef } from '@mikro-orm/sql';
import { quoteColumn, quoteName } from '../../model/quote.ts';
import type { Trigger } from '../../model/schema.ts';
import { terminated } from '../../model/trigger-body.ts';

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
