import type { SqlEntityManager } from '@mikro-orm/sql';
import { dialectOf } from '../../database/dialect.ts';
import { type RowMap, rowMapOf } from '../../database/row-map.ts';
import type { Scope } from '../../database/scope.ts';
import { List } from '../../entities/list.ts';
import { Tag } from '../../entities/tag.ts';
import { Todo } from '../../entities/todo.ts';
import type { Context } from '../context.ts';
import type { NodeType } from '../nodes/global-id.ts';
import type { Selection } from '../selection.ts';

/** What the objects of each type are read as. */
export interface Rows {
  List: List;
  Tag: Tag;
  Todo: Todo;
}

/** An object that says which type it is of: for a field that may return any. */
export type TypedRow = { [Type in NodeType]: Rows[Type] & { __typename: Type } }[NodeType];

const ENTITIES = { List, Tag, Todo } as const satisfies Record<NodeType, unknown>;

/** The row map of the table that has the objects of `type`. */
export function rowMapFor<Type extends NodeType>(em: SqlEntityManager, type: Type): RowMap<Rows[Type]> {
  return rowMapOf(em, ENTITIES[type] as never) as RowMap<Rows[Type]>;
}

/** What there is for whoever asks. */
export function scopeOf({ em, viewer }: Context): Scope {
  return { ownerId: viewer.id, deleted: false, dialect: dialectOf(em) };
}

/** Fields that no property of their name stores, and those that they are made from. */
const MADE_FROM: { [Type in NodeType]?: Record<string, keyof Rows[Type] & string> } = {
  Todo: { isDone: 'completedAt' },
};

/** Whether the field `name` of objects of `type` is made from a column of theirs. */
export function isStored<Type extends NodeType>(
  rowMap: RowMap<Rows[Type]>,
  type: Type,
  name: string,
): boolean {
  return rowMap.has(MADE_FROM[type]?.[name] ?? name);
}

/** What has to be read of each object of `type`, for all that `selections` ask of it. */
export function propertiesOf<Type extends NodeType>(
  rowMap: RowMap<Rows[Type]>,
  type: Type,
  ...selections: (Selection | undefined)[]
): (keyof Rows[Type] & string)[] {
  const properties = new Set<keyof Rows[Type] & string>(['id' as keyof Rows[Type] & string]);
  for (const name of selections.flatMap((selection) => selection?.names ?? [])) {
    const property = MADE_FROM[type]?.[name] ?? name;
    if (rowMap.has(property)) {
      properties.add(property);
    }
  }
  return [...properties];
}
