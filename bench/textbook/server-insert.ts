/** The product's own server, but a todo is created as one would write it by hand: one statement, and nothing is checked. */
import { v7 } from 'uuid';
import { run } from '../../src/database/sql.ts';
import { sql } from '../../src/database/sql-template.ts';
import { positionAtEnd } from '../../src/domain/position.ts';
import { Priority } from '../../src/entities/priority.ts';
import type { Todo } from '../../src/entities/todo.ts';
import { resolvers } from '../../src/resolvers/index.ts';
import type { MutationResolvers } from '../../src/resolvers/types.generated.ts';

const createTodo: MutationResolvers['createTodo'] = async (_parent, { input }, { em, viewer }) => {
  const now = new Date();
  const priority = Priority[input.priority ?? 'NORMAL'];
  const [row] = await run(
    em,
    sql`insert into "todos" ("id", "owner_id", "title", "description", "due_date", "priority", "position")
      values (${v7()}, ${viewer.id}, ${input.title}, ${input.description ?? null}, ${input.dueDate ?? null},
              ${priority}, ${positionAtEnd(now)})
      returning "id", "title", "description", "due_date" as "dueDate", "priority", "version",
                "completed_at" as "completedAt"`,
  );
  return { todo: { ...row, createdAt: now, updatedAt: now } as Todo, userErrors: [] };
};
Object.assign(resolvers.Mutation ?? {}, { createTodo });

await import('./server-ours.ts');
