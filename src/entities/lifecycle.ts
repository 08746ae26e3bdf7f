import { p } from '@mikro-orm/core';

/** Now, or where the database's clock, which set `createdAt`, is ahead of this one: when it was created. */
const changedNow = (row: { createdAt: Date }) => new Date(Math.max(Date.now(), row.createdAt.getTime()));

/** When a row came, last changed and went, and how often it changed. What is deleted stays until it is purged. */
export const lifecycle = () => ({
  /** Counts the changes, from 1. */
  version: p.integer().version(),
  createdAt: p.datetime(3).defaultRaw('current_timestamp'),
  updatedAt: p.datetime(3).defaultRaw('current_timestamp').onUpdate(changedNow),
  deletedAt: p.datetime(3).strictNullable(),
});
