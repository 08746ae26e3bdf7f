import type { Color } from '../../entities/color.ts';
import { LIST_NAME_MAX_LENGTH } from '../../entities/list.ts';
import { type Checks, checkFields, type Given, required, visibleText } from '../fields.ts';
import type { Outcome } from '../problem.ts';

/** What people say about a list, as it is stored. */
export interface ListFields {
  name: string;
  color: Color;
  isArchived: boolean;
}

/** What was given for those fields: absent means nothing is said. */
export type ListInput = Given<ListFields>;

const CHECKS: Checks<ListFields> = {
  name: visibleText('a list', LIST_NAME_MAX_LENGTH),
  color: required('a list'),
  isArchived: required('a list'),
};

/** Checks every field that was given, and returns all mistakes at once, or the fields as they are to be stored. */
export function checkListFields(input: ListInput): Outcome<Partial<ListFields>> {
  return checkFields(CHECKS, input);
}
