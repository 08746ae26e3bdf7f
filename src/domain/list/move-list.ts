import { type RowMap, rowMapOf } from '../../database/row-map.ts';
import { allOf } from '../../database/sql.ts';
import { List } from '../../entities/list.ts';
import { changeRow, type Target } from '../change-row.ts';
import { notFound } from '../not-there.ts';
import { readPresent } from '../owned.ts';
import { type Place, positionAt, type Spot } from '../place.ts';
import { NoRoomError } from '../position.ts';
import type { Outcome } from '../problem.ts';
import { inOneStatement, type Unit, type Writer } from '../unit.ts';

/** Moves a list to another place in the order by hand. Writes that one row and no other. */
export function moveList(writer: Writer | Unit, target: Target, destination: Spot): Promise<Outcome<List>> {
  return inOneStatement(writer, async (unit) => {
    const rowMap = rowMapOf(unit.em, List);
    // Says what there is to say of the list itself, before what there is of its neighbour.
    const found = await changeRow<List>(unit, rowMap, 'list', target, new Date(), [], () => true);
    if (found.problems !== undefined) {
      return found;
    }
    const place = await placeOf(unit, rowMap, destination);
    if (place.problems !== undefined) {
      return { problems: place.problems };
    }
    try {
      const position = await positionAt(unit, rowMap, found.result, place.result, allOf([]));
      const way = { set: { position } };
      return await changeRow(
        unit,
        rowMap,
        'list',
        target,
        new Date(),
        [way],
        (list) => list.position === position,
      );
    } catch (error) {
      if (error instanceof NoRoomError && 'side' in destination) {
        const problem = {
          code: 'CONFLICT' as const,
          field: [`${destination.side}Id`],
          message: error.message,
        };
        return { problems: [problem], current: found.result };
      }
      throw error;
    }
  });
}

async function placeOf(unit: Unit, rowMap: RowMap<List>, destination: Spot): Promise<Outcome<Place<List>>> {
  if ('end' in destination) {
    return { result: destination };
  }
  const neighbour = await readPresent(unit, rowMap, destination.id);
  return neighbour === undefined
    ? notFound('list', [`${destination.side}Id`])
    : { result: { side: destination.side, neighbour } };
}
