import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { SqliteDriver } from '@mikro-orm/sqlite';
import type { DatabaseLocation } from '../../src/config.ts';
import { NamingStrategy } from '../../src/database/naming-strategy.ts';
import { type OrmOptions, ormOptions } from '../../src/database/orm.ts';

const List = defineEntity({
  name: 'List',
  tableName: 'lists',
  properties: {
    id: p.uuid().primary(),
    name: p.string(),
    color: p.string(),
  },
});

const Tag = defineEntity({
  name: 'Tag',
  tableName: 'tags',
  properties: {
    id: p.uuid().primary(),
    name: p.string(),
    color: p.string(),
  },
});

/** A todo as MikroORM's documentation would have it: related to other entities. */
export const Todo = defineEntity({
  name: 'Todo',
  tableName: 'todos',
  properties: {
    id: p.uuid().primary(),
    ownerId: p.string(),
    title: p.string(),
    description: p.string().nullable(),
    completedAt: p.datetime(3).nullable(),
    dueDate: p.date().nullable(),
    priority: p.integer(),
    createdAt: p.datetime(3),
    deletedAt: p.datetime(3).nullable(),
    list: () => p.manyToOne(List).ref().nullable(),
    tags: () => p.manyToMany(Tag).pivotTable('todo_tags').joinColumn('todo_id').inverseJoinColumn('tag_id'),
  },
});
export type Todo = InferEntity<typeof Todo>;

/** MikroORM over the product's tables by these entities, loading relations in batches. */
export function textbookOptions(location: DatabaseLocation): OrmOptions {
  return {
    ...ormOptions(location),
    ...(location.dialect === 'sqlite' ? { driver: SqliteDriver } : {}),
    entities: [List, Tag, Todo],
    namingStrategy: NamingStrategy,
    dataloader: true,
  };
}
