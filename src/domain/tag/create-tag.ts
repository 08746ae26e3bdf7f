import { v7 } from 'uuid';
import { rowMapOf } from '../../database/row-map.ts';
import { insertRows } from '../../database/write.ts';
import { Tag } from '../../entities/tag.ts';
import { idOfClients } from '../client-id.ts';
import { type Created, type Creation, createdBefore } from '../create-row.ts';
import { digestOf } from '../creation-digest.ts';
import { inOneStatement, type Unit, type Writer } from '../unit.ts';
import { checkTagFields, type TagInput } from './tag-fields.ts';
import { nameKeyOf, nameTaken } from './tag-names.ts';

/** A tag to be created; what is absent takes its default. */
export type NewTag = Pick<TagInput, 'color'> & {
  /** A UUID that the client made, so that it can repeat the request. */
  id?: string | null;
  name: string;
};

/** Creates a tag, whose name no other one has. */
export async function createTag(writer: Writer | Unit, input: NewTag): Promise<Creation<Tag>> {
  const { result: fields, problems } = checkTagFields({ name: input.name, color: input.color });
  if (problems !== undefined) {
    return { problems };
  }
  const { name = input.name, color = 'GREY' } = fields;
  const id = input.id ?? undefined;
  const creationDigest = id === undefined ? null : digestOf([name, color]);
  const row = {
    id: id === undefined ? v7() : idOfClients(writer.viewer, 'tag', id),
    creationDigest,
    name,
    nameKey: nameKeyOf(name),
    color,
  };
  return inOneStatement(writer, (unit) => insert(unit, row));
}

type NewRow = Pick<Tag, 'id' | 'creationDigest' | 'name' | 'nameKey' | 'color'>;

async function insert(unit: Unit, row: NewRow): Promise<Creation<Tag>> {
  const rowMap = rowMapOf(unit.em, Tag);
  // Until somebody deletes the tag that has the name just between the insert and the look.
  for (;;) {
    const now = new Date();
    const values = { ...row, ownerId: unit.viewer.id, createdAt: now, updatedAt: now };
    const [inserted] = await insertRows(unit.em, rowMap, [values]);
    if (inserted !== undefined) {
      return { result: inserted, isNew: true };
    }
    const repeated = await createdBefore<Tag & Created>(unit, rowMap, 'tag', row);
    if (repeated !== undefined) {
      return repeated;
    }
    const taken = await nameTaken(unit, row.nameKey, row.id, 'name');
    if (taken !== undefined) {
      return { problems: [taken] };
    }
  }
}
