import type { SqlEntityManager } from '@mikro-orm/sql';
import { run, type Sql } from '../database/sql.ts';
import { sql } from '../database/sql-template.ts';
import type { Todo } from '../entities/todo.ts';
import { encodeEvent } from './event-text.ts';
import { notifyOf } from './notification.ts';
import type { EventPublisher, WrittenChange } from './publisher.ts';
import type { TodoEvent } from './todo-event.ts';
import { runWrite } from './todo-rows.ts';

/**
 * Tells all processes on a PostgreSQL database, this one too, by notifications: the server delivers them when the
 * transaction commits, in the order of the commits, the same for everybody who listens (manual, NOTIFY).
 */
export class NotifyPublisher implements EventPublisher {
  async publish(em: SqlEntityManager, events: readonly TodoEvent[]): Promise<void> {
    if (events.length > 0) {
      const texts = events.map((event) => encodeEvent(em, event));
      await run(
        em,
        notifyOf(sql`select * from unnest(${texts}::text[]) with ordinality as "given" ("text", "place")`),
      );
    }
  }

  async write(em: SqlEntityManager, { kind, ownerId }: WrittenChange, statement: Sql): Promise<Todo[]> {
    // As `encodeEvent` writes it.
    const text = sql`json_build_object('kind', ${kind}::text, 'ownerId', ${ownerId}::text, 'todo', row_to_json("written"))::text`;
    const notify = notifyOf(sql`select ${text} as "text", 1 as "place"`);
    return runWrite(
      em,
      sql`with "written" as (${statement}) select "written".*, (select count("pg_notify") from (${notify}) as "notified") as "_notified" from "written"`,
    );
  }
}
