import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { COLORS } from './color.ts';
import { creationDigest } from './creation-digest.ts';
import { lifecycle } from './lifecycle.ts';
import { ownerId } from './owner.ts';
import { position } from './position.ts';

/** Longest name of a list, in Unicode code points, after trimming. */
export const LIST_NAME_MAX_LENGTH = 100;

/** A list of todos, as a project. */
export const List = defineEntity({
  name: 'List',
  tableName: 'lists',
  properties: {
    id: p.uuid().primary(),
    ownerId: ownerId(),
    name: p.string().length(LIST_NAME_MAX_LENGTH),
    color: p.enum(COLORS).default('GREY'),
    isArchived: p.boolean().default(false),
    position: position(),
    creationDigest: creationDigest(),
    ...lifecycle(),
  },
  indexes: [{ properties: ['ownerId', 'createdAt', 'id'] }],
  checks: [{ name: 'ck_lists_name_not_blank', expression: `trim("name") <> ''` }],
});

export type List = InferEntity<typeof List>;
