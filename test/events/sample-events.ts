import { Priority } from '../../src/entities/priority.ts';
import type { Todo } from '../../src/entities/todo.ts';
import type { TodoEvent } from '../../src/events/todo-event.ts';
import { aTodo } from '../support/things.ts';

/** The owner of sample events. */
export const OWNER = 'somebody';

/** A row of a todo. */
export function sampleRow(overrides: Partial<Todo> = {}): Todo {
  const now = new Date('2026-11-25T10:00:00.123Z');
  return aTodo({
    ownerId: OWNER,
    title: 'Water the plants',
    dueDate: '2026-12-01',
    priority: Priority.HIGH,
    createdAt: now,
    updatedAt: now,
    ...overrides,
  });
}

/** That a todo was changed, which is in the list `list` and was in `previousListId`. */
export function sampleEvent({
  list = null,
  previousListId = list,
  ...overrides
}: SampleEvent = {}): TodoEvent {
  const todo = sampleRow({ ...overrides.todo, list });
  return { kind: 'UPDATED', ownerId: OWNER, ...overrides, todo, previousListId };
}

interface SampleEvent extends Partial<Omit<TodoEvent, 'todo'>> {
  todo?: Partial<Todo>;
  list?: string | null;
}
