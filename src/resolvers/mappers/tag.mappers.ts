import type { Tag } from '../../entities/tag.ts';

/** A tag behind the API: a row of the read path, or of a write. */
export type TagMapper = Tag;
