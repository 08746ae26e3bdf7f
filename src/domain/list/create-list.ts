import { v7 } from 'uuid';
import { rowMapOf } from '../../database/row-map.ts';
import { List } from '../../entities/list.ts';
import { idOfClients } from '../client-id.ts';
import { type Created, type Creation, createRow } from '../create-row.ts';
import { digestOf } from '../creation-digest.ts';
import { positionAtEnd } from '../position.ts';
import { inOneStatement, type Unit, type Writer } from '../unit.ts';
import { checkListFields, type ListInput } from './list-fields.ts';

/** A list to be created; what is absent takes its default. */
export type NewList = Pick<ListInput, 'color'> & {
  /** A UUID that the client made, so that it can repeat the request. */
  id?: string | null;
  name: string;
};

/** Creates a list after the others. */
export async function createList(writer: Writer | Unit, input: NewList): Promise<Creation<List>> {
  const { result: fields, problems } = checkListFields({ name: input.name, color: input.color });
  if (problems !== undefined) {
    return { problems };
  }
  const { name = input.name, color = 'GREY' } = fields;
  const id = input.id ?? undefined;
  // A new id once only: an attempt that is repeated is the same create.
  const identity = {
    id: id === undefined ? v7() : idOfClients(writer.viewer, 'list', id),
    creationDigest: id === undefined ? null : digestOf([name, color]),
  };
  return inOneStatement(writer, (unit) =>
    createRow<List & Created>(unit, rowMapOf(unit.em, List), 'list', () => {
      const now = new Date();
      return {
        ...identity,
        ownerId: unit.viewer.id,
        name,
        color,
        position: positionAtEnd(now),
        createdAt: now,
        updatedAt: now,
      };
    }),
  );
}
