import type { Priority } from '../../entities/priority.ts';
import { DESCRIPTION_MAX_LENGTH, TITLE_MAX_LENGTH } from '../../entities/todo.ts';
import { isCalendarDate } from '../calendar-date.ts';
import type { Outcome, Problem, ProblemCode } from '../problem.ts';
import { isLongerThan, isStorable, trimWhiteSpace } from '../text.ts';

/** What people say about a todo, as it is stored. */
export interface TodoFields {
  title: string;
  description: string | null;
  isDone: boolean;
  dueDate: string | null;
  priority: Priority;
}

/** What was given for those fields: absent means nothing is said, null that there shall be none. */
export type TodoInput = { [Field in keyof TodoFields]?: TodoFields[Field] | null };

/** Says what is wrong with the field that is being checked. */
type Report = (code: ProblemCode, message: string) => void;

/** For each field: what is stored for what was given, or a report. */
const CHECKS: {
  [Field in keyof TodoFields]: (
    given: TodoFields[Field] | null,
    report: Report,
  ) => TodoFields[Field] | undefined;
} = {
  title(given, report) {
    const title = required('title', given, report);
    if (title === undefined) {
      return undefined;
    }
    const trimmed = trimWhiteSpace(title);
    if (trimmed === '') {
      report('BLANK', 'The title is blank. Give it at least one visible character.');
    }
    return storable('title', trimmed, TITLE_MAX_LENGTH, report);
  },
  description(given, report) {
    const isBlank = given === null || trimWhiteSpace(given) === '';
    return isBlank ? null : storable('description', given, DESCRIPTION_MAX_LENGTH, report);
  },
  isDone: (given, report) => required('isDone', given, report),
  dueDate(given, report) {
    if (given !== null && !isCalendarDate(given)) {
      report(
        'INVALID_DATE',
        `The calendar has no day ${given}. Give a day as YYYY-MM-DD, from year 0001 on.`,
      );
    }
    return given;
  },
  priority: (given, report) => required('priority', given, report),
};

function required<Value>(field: string, given: Value | null, report: Report): Value | undefined {
  if (given === null) {
    report('REQUIRED', `A todo always has a ${field}: it can be changed, not cleared.`);
    return undefined;
  }
  return given;
}

function storable(field: string, text: string, limit: number, report: Report): string {
  if (isLongerThan(text, limit)) {
    report('TOO_LONG', `The ${field} is longer than ${limit} Unicode code points. Shorten it.`);
  }
  if (!isStorable(text)) {
    report(
      'INVALID_CHARACTER',
      `The ${field} has a NUL character or half of a surrogate pair in it, which no database can store. Remove it.`,
    );
  }
  return text;
}

/** Checks every field that was given, and returns all mistakes at once, or the fields as they are to be stored. */
export function checkTodoFields(input: TodoInput): Outcome<Partial<TodoFields>> {
  const fields: Partial<TodoFields> = {};
  const problems: Problem[] = [];
  for (const field of Object.keys(CHECKS) as (keyof TodoFields)[]) {
    checkField(field, input, fields, problems);
  }
  return problems.length > 0 ? { problems } : { result: fields };
}

function checkField<Field extends keyof TodoFields>(
  field: Field,
  input: TodoInput,
  fields: Partial<TodoFields>,
  problems: Problem[],
): void {
  const given: TodoFields[Field] | null | undefined = input[field];
  if (given === undefined) {
    return;
  }
  fields[field] = CHECKS[field](given, (code, message) => problems.push({ code, field: [field], message }));
}
