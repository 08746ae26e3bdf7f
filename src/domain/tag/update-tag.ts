import { rowMapOf } from '../../database/row-map.ts';
import type { Values } from '../../database/write.ts';
import { Tag } from '../../entities/tag.ts';
import { changeRow, type Target } from '../change-row.ts';
import type { Outcome } from '../problem.ts';
import { inOneStatement, type Unit, type Writer } from '../unit.ts';
import { checkTagFields, type TagFields, type TagInput } from './tag-fields.ts';
import { nameKeyOf, nameTaken } from './tag-names.ts';

/** Changes what `input` says of a tag; what is absent stays as it is. */
export async function updateTag(
  writer: Writer | Unit,
  target: Target,
  input: TagInput,
): Promise<Outcome<Tag>> {
  const { result: fields, problems } = checkTagFields(input);
  if (problems !== undefined) {
    return { problems };
  }
  const { name } = fields;
  const set: Values<Tag> = name === undefined ? fields : { ...fields, nameKey: nameKeyOf(name) };
  return inOneStatement(writer, async (unit) => {
    const taken =
      set.nameKey === undefined ? undefined : await nameTaken(unit, set.nameKey, target.id, 'name');
    const ways = taken === undefined && Object.keys(set).length > 0 ? [{ set }] : [];
    const isSettled = (tag: Tag) => taken !== undefined || isAlready(tag, fields);
    const outcome = await changeRow(unit, rowMapOf(unit.em, Tag), 'tag', target, new Date(), ways, isSettled);
    return taken === undefined || outcome.problems !== undefined ? outcome : { problems: [taken] };
  });
}

function isAlready(tag: Tag, fields: Partial<TagFields>): boolean {
  return (Object.keys(fields) as (keyof TagFields)[]).every((field) => tag[field] === fields[field]);
}
