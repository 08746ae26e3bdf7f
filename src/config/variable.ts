import { z } from 'zod';

/** A variable whose text becomes `Value`, or `undefined` where the text is not what `accepts` says. */
export function variable<Value>(accepts: string, parse: (text: string) => Value | undefined) {
  return z.string().transform((text, context): Value => {
    const value = parse(text);
    if (value === undefined) {
      context.addIssue({ code: 'custom', message: accepts });
      return z.NEVER;
    }
    return value;
  });
}

export function wholeNumber(minimum: number, maximum: number) {
  return variable(`a whole number from ${minimum} to ${maximum}`, (text) => {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    return number >= minimum && number <= maximum ? number : undefined;
  });
}

export function oneOf<const Name extends string>(...names: Name[]) {
  return variable(`one of ${names.join(', ')}`, (text) => names.find((name) => name === text));
}
