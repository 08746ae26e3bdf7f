import type { DatabaseLocation } from '../config.ts';

/** The database in words that hold no secret: `SQLite data/todo.db`, `PostgreSQL db.example.com:5432/todo`. */
export function describeLocation(location: DatabaseLocation): string {
  if (location.dialect === 'sqlite') {
    return location.path === ':memory:' ? 'SQLite in memory' : `SQLite ${location.path}`;
  }
  const { hostname, port, pathname } = new URL(location.url);
  return `PostgreSQL ${hostname || 'localhost'}:${port || 5432}${decodeURIComponent(pathname)}`;
}
