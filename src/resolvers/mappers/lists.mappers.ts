import type { List } from '../../entities/list.ts';
import type { Page } from '../connections/page.ts';

/** A page of lists that has been read. */
export type ListConnectionMapper = Page<List>;
