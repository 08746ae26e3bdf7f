import { foldCase } from '../../database/case-folding.ts';
import type { Color } from '../../entities/color.ts';
import { TAG_NAME_MAX_LENGTH } from '../../entities/tag.ts';
import { type Checks, checkFields, type Given, required, visibleText } from '../fields.ts';
import type { Outcome, Problem } from '../problem.ts';

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

/**
 * What no two tags of one owner have in common: the name whatever its case, and however its accents are written (é is one
 * code point or two). Composed again at the end: folding takes some letters apart.
 */
export function nameKeyOf(name: string): string {
  return foldCase(name.normalize('NFC')).normalize('NFC');
}

/** That another tag has this name. */
export function nameTaken(name: string, field: string): Problem {
  return {
    code: 'TAKEN',
    field: [field],
    message: `There is a tag named "${name}" already, in upper or lower case. Use that one, or choose another name.`,
  };
}
