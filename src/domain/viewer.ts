import { LOCAL_OWNER } from '../entities/owner.ts';

/** Who asks: what they read and write is theirs alone. */
export interface Viewer {
  /** What stands in `owner_id` of their rows. */
  id: string;
  /** Until when it is believed that they are; absent where nobody has to say so. */
  expiresAt?: Date;
}

/** Everybody, while nobody has to say who they are. */
export const LOCAL_VIEWER: Viewer = { id: LOCAL_OWNER };
