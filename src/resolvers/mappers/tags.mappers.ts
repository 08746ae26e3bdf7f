import type { Tag } from '../../entities/tag.ts';
import type { Page } from '../connections/page.ts';

/** A page of tags that has been read. */
export type TagConnectionMapper = Page<Tag>;
