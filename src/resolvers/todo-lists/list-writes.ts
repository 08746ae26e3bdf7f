import { createList } from '../../domain/list/create-list.ts';
import { deleteList } from '../../domain/list/delete-list.ts';
import { moveList } from '../../domain/list/move-list.ts';
import { restoreList } from '../../domain/list/restore-list.ts';
import { updateList } from '../../domain/list/update-list.ts';
import type { List } from '../../entities/list.ts';
import type { ListChangeInput } from '../types.generated.ts';
import { placeOf } from '../writing/place.ts';
import { type Writes, writeOf } from '../writing/write.ts';

/** The changes of lists. */
export const listWrites: Writes<ListChangeInput, List> = {
  create: (input) => ({ id: input.id, make: (writer) => createList(writer, input) }),
  update(input, path) {
    const { id: _id, expectedVersion: _version, ...fields } = input;
    return writeOf('List', input, path, (writer, target) => updateList(writer, target, fields));
  },
  move(input, path) {
    const place = placeOf('List', input, path) ?? { end: 'END' };
    return writeOf('List', input, path, (writer, target) => moveList(writer, target, place));
  },
  delete: (input, path) => writeOf('List', input, path, deleteList),
  restore: (input, path) => writeOf('List', input, path, (writer, { id }) => restoreList(writer, id)),
};
