import type { QueryResolvers } from '../types.generated.ts';

export const viewer: NonNullable<QueryResolvers['viewer']> = (_parent, _args, { viewer }) => ({
  id: viewer.id,
  isAuthenticated: viewer.expiresAt !== undefined,
  expiresAt: viewer.expiresAt ?? null,
});
