import { rowMapOf } from '../../database/row-map.ts';
import { isNull } from '../../database/sql.ts';
import { Todo } from '../../entities/todo.ts';
import type { Target } from '../change-row.ts';
import type { Outcome } from '../problem.ts';
import type { Unit, Writer } from '../unit.ts';
import { changeTodo, type TodoChange } from './change-todo.ts';
import { checkTodoFields, type TodoFields, type TodoInput } from './todo-fields.ts';

/** Changes what `input` says of a todo; what is absent stays as it is. */
export async function updateTodo(
  writer: Writer | Unit,
  target: Target,
  input: TodoInput,
): Promise<Outcome<Todo>> {
  const { result, problems } = checkTodoFields(input);
  if (problems !== undefined) {
    return { problems };
  }
  const { isDone, ...fields } = result;
  const now = new Date();
  return changeTodo(writer, target, now, changesOf(writer, fields, isDone, now), (todo) =>
    isAlready(todo, fields, isDone),
  );
}

type OtherFields = Partial<Omit<TodoFields, 'isDone'>>;

/** What changes whether it is done comes first: that is what it is called then, whatever else changes. */
function changesOf(
  { em }: Writer | Unit,
  fields: OtherFields,
  isDone: boolean | undefined,
  now: Date,
): TodoChange[] {
  const update: TodoChange[] = Object.keys(fields).length > 0 ? [{ kind: 'UPDATED', set: fields }] : [];
  if (isDone === undefined) {
    return update;
  }
  const isIn = (open: boolean) => isNull(rowMapOf(em, Todo).column('completedAt'), open);
  const turn: TodoChange = isDone
    ? { kind: 'COMPLETED', set: { ...fields, completedAt: now }, where: isIn(true) }
    : { kind: 'REOPENED', set: { ...fields, completedAt: null }, where: isIn(false) };
  return [turn, ...update.map((change) => ({ ...change, where: isIn(!isDone) }))];
}

function isAlready(todo: Todo, fields: OtherFields, isDone: boolean | undefined): boolean {
  const isSame = (field: keyof OtherFields) => fields[field] === undefined || todo[field] === fields[field];
  return (
    (['title', 'description', 'dueDate', 'priority'] as const).every(isSame) &&
    (isDone === undefined || isDone === (todo.completedAt !== null))
  );
}
