import type { Color } from '../../entities/color.ts';
import { TAG_NAME_MAX_LENGTH } from '../../entities/tag.ts';
import { type Checks, checkFields, type Given, required, visibleText } from '../fields.ts';
import type { Outcome } from '../problem.ts';

/** What people say about a tag, as it is stored. */
export interface TagFields {
  name: string;
  color: Color;
}

/** What was given for those fields: absent means nothing is said. */
export type TagInput = Given<TagFields>;

const CHECKS: Checks<TagFields> = {
  name: visibleText('a tag', TAG_NAME_MAX_LENGTH),
  color: required('a tag'),
};

/** Checks every field that was given, and returns all mistakes at once, or the fields as they are to be stored. */
export function checkTagFields(input: TagInput): Outcome<Partial<TagFields>> {
  return checkFields(CHECKS, input);
}
