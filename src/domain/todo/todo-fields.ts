import type { Priority } from '../../entities/priority.ts';
import { DESCRIPTION_MAX_LENGTH, TITLE_MAX_LENGTH } from '../../entities/todo.ts';
import { isCalendarDate } from '../calendar-date.ts';
import { type Checks, checkFields, type Given, optionalText, required, visibleText } from '../fields.ts';
import type { Outcome } from '../problem.ts';

/** What people say about a todo, as it is stored. */
export interface TodoFields {
  title: string;
  description: string | null;
  isDone: boolean;
  dueDate: string | null;
  priority: Priority;
}

/** What was given for those fields: absent means nothing is said, null that there shall be none. */
export type TodoInput = Given<TodoFields>;

const CHECKS: Checks<TodoFields> = {
  title: visibleText('a todo', TITLE_MAX_LENGTH),
  description: optionalText(DESCRIPTION_MAX_LENGTH),
  isDone: required('a todo'),
  dueDate(given, report) {
    if (given !== null && !isCalendarDate(given)) {
      report(
        'INVALID_DATE',
        `The calendar has no day ${given}. Give a day as YYYY-MM-DD, from year 0001 on.`,
      );
    }
    return given;
  },
  priority: required('a todo'),
};

/** Checks every field that was given, and returns all mistakes at once, or the fields as they are to be stored. */
export function checkTodoFields(input: TodoInput): Outcome<Partial<TodoFields>> {
  return checkFields(CHECKS, input);
}
