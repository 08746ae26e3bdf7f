import type { Outcome, Problem, ProblemCode } from './problem.ts';
import { isLongerThan, isStorable, trimWhiteSpace } from './text.ts';

/** What was given for fields: absent means nothing is said, null that there shall be none. */
export type Given<Fields> = { [Field in keyof Fields]?: Fields[Field] | null };

/** Says what is wrong with the field that is being checked. */
export type Report = (code: ProblemCode, message: string) => void;

/** For each field: what is stored for what was given, or a report. */
export type Checks<Fields> = {
  [Field in keyof Fields]: (
    given: Fields[Field] | null,
    report: Report,
    field: string,
  ) => Fields[Field] | undefined;
};

/** Checks every field that was given, and returns all mistakes at once, or the fields as they are to be stored. */
export function checkFields<Fields extends object>(
  checks: Checks<Fields>,
  input: Given<Fields>,
): Outcome<Partial<Fields>> {
  const fields: Partial<Fields> = {};
  const problems: Problem[] = [];
  for (const field of Object.keys(checks) as (keyof Fields & string)[]) {
    const given: Fields[typeof field] | null | undefined = input[field];
    if (given !== undefined) {
      const report: Report = (code, message) => problems.push({ code, field: [field], message });
      fields[field] = checks[field](given, report, field);
    }
  }
  return problems.length > 0 ? { problems } : { result: fields };
}

/** A field that always has a value. @param thing Whose, as "a todo". */
export function required<Value>(thing: string) {
  return (given: Value | null, report: Report, field: string): Value | undefined => {
    if (given === null) {
      report('REQUIRED', `${capitalized(thing)} always has a ${field}: it can be changed, not cleared.`);
      return undefined;
    }
    return given;
  };
}

/** A text that is always there, and visible: trimmed, of at most `limit` code points. */
export function visibleText(thing: string, limit: number) {
  return (given: string | null, report: Report, field: string): string | undefined => {
    const text = required<string>(thing)(given, report, field);
    if (text === undefined) {
      return undefined;
    }
    const trimmed = trimWhiteSpace(text);
    if (trimmed === '') {
      report('BLANK', `The ${field} is blank. Give it at least one visible character.`);
    }
    return storable(trimmed, limit, report, field);
  };
}

/** A text that may be absent, of at most `limit` code points; a blank one is none. */
export function optionalText(limit: number) {
  return (given: string | null, report: Report, field: string): string | null =>
    given === null || trimWhiteSpace(given) === '' ? null : storable(given, limit, report, field);
}

function storable(text: string, limit: number, report: Report, field: string): string {
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

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
