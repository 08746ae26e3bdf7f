import { p } from '@mikro-orm/core';

/** Longest id of an owner, in Unicode code points: the longest subject that tokens have in practice (OpenID Connect Core, 2: 255). */
export const OWNER_ID_MAX_LENGTH = 255;

/** The one owner of everything while nobody has to say who they are. */
export const LOCAL_OWNER = 'local';

/** Whom a row belongs to. Nobody else reads or changes it. */
export const ownerId = () => p.string().length(OWNER_ID_MAX_LENGTH).default(LOCAL_OWNER);
