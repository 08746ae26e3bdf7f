import { DualMigration } from '../src/migrator/index.ts';

/**
 * Adds indexes ix_todos_owner_id_search_title and ix_todos_owner_id_search_description; SQLite has its own. Outside a
 * transaction: they are built while todos are written.
 */
// lint-allow dialects-differ: SQLite's index is the virtual table todo_search, which the migration before this one makes
export class Migration20261126052859_index_search_by_owner extends DualMigration {
  override name = 'Migration20261126052859_index_search_by_owner';

  override isTransactional() {
    return false;
  }

  override up() {
    this.postgresql(
      `create index concurrently "ix_todos_owner_id_search_title" on "todos" using gin (owned_words("owner_id", search_words("title")));`,
    );
    this.postgresql(
      `create index concurrently "ix_todos_owner_id_search_description" on "todos" using gin (owned_words("owner_id", search_words("description")));`,
    );
  }

  override down() {
    this.postgresql(`drop index concurrently "ix_todos_owner_id_search_description";`);
    this.postgresql(`drop index concurrently "ix_todos_owner_id_search_title";`);
  }
}
