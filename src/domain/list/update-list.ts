import { rowMapOf } from '../../database/row-map.ts';
import { List } from '../../entities/list.ts';
import { changeRow, type Target } from '../change-row.ts';
import type { Outcome } from '../problem.ts';
import { inOneStatement, type Unit, type Writer } from '../unit.ts';
import { checkListFields, type ListFields, type ListInput } from './list-fields.ts';

/** Changes what `input` says of a list; what is absent stays as it is. */
export async function updateList(
  writer: Writer | Unit,
  target: Target,
  input: ListInput,
): Promise<Outcome<List>> {
  const { result: fields, problems } = checkListFields(input);
  if (problems !== undefined) {
    return { problems };
  }
  const isSame = (list: List) =>
    (Object.keys(fields) as (keyof ListFields)[]).every((field) => list[field] === fields[field]);
  const ways = Object.keys(fields).length > 0 ? [{ set: fields }] : [];
  return inOneStatement(writer, (unit) =>
    changeRow(unit, rowMapOf(unit.em, List), 'list', target, new Date(), ways, isSame),
  );
}
