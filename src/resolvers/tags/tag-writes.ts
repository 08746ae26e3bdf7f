import { createTag } from '../../domain/tag/create-tag.ts';
import { deleteTag } from '../../domain/tag/delete-tag.ts';
import { restoreTag } from '../../domain/tag/restore-tag.ts';
import { updateTag } from '../../domain/tag/update-tag.ts';
import type { Tag } from '../../entities/tag.ts';
import type { TagChangeInput } from '../types.generated.ts';
import { type Writes, writeOf } from '../writing/write.ts';

/** The changes of tags. */
export const tagWrites: Writes<TagChangeInput, Tag> = {
  create: (input) => ({ id: input.id, make: (writer) => createTag(writer, input) }),
  update(input, path) {
    const { id: _id, expectedVersion: _version, ...fields } = input;
    return writeOf('Tag', input, path, (writer, target) => updateTag(writer, target, fields));
  },
  delete: (input, path) => writeOf('Tag', input, path, deleteTag),
  restore: (input, path) => writeOf('Tag', input, path, (writer, { id }) => restoreTag(writer, id)),
};
