import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { COLORS } from './color.ts';
import { creationDigest } from './creation-digest.ts';
import { lifecycle } from './lifecycle.ts';
import { ownerId } from './owner.ts';

/** Longest name of a tag, in Unicode code points, after trimming. */
export const TAG_NAME_MAX_LENGTH = 50;
/** A letter becomes at most three when its case is folded (Unicode, SpecialCasing.txt). */
const NAME_KEY_MAX_LENGTH = 3 * TAG_NAME_MAX_LENGTH;

/** A tag that todos can have. */
export const Tag = defineEntity({
  name: 'Tag',
  tableName: 'tags',
  properties: {
    id: p.uuid().primary(),
    ownerId: ownerId(),
    name: p.string().length(TAG_NAME_MAX_LENGTH),
    /** The name without differences in case: what no two tags of one owner share. */
    nameKey: p.string().length(NAME_KEY_MAX_LENGTH),
    color: p.enum(COLORS).default('GREY'),
    creationDigest: creationDigest(),
    ...lifecycle(),
  },
  indexes: [{ properties: ['ownerId', 'createdAt', 'id'] }],
  uniques: [{ properties: ['ownerId', 'nameKey'], where: '"deleted_at" is null' }],
  checks: [{ name: 'ck_tags_name_not_blank', expression: `trim("name") <> ''` }],
});

export type Tag = InferEntity<typeof Tag>;
