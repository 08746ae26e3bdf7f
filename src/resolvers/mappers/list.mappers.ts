import type { List } from '../../entities/list.ts';

/** A list behind the API: a row of the read path, or of a write. */
export type ListMapper = List;
