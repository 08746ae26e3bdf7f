import { DualMigration } from '../src/migrator/index.ts';

/** Adds index ix_todos_search; on SQLite it is there already. Outside a transaction: it is built while todos are written. */
export class Migration20261125222121_index_search extends DualMigration {
  override name = 'Migration20261125222121_index_search';

  override isTransactional() {
    return false;
  }

  override up() {
    // lint-allow dialects-differ: SQLite's index is the virtual table todo_search, which the migration before this one makes
    this.postgresql(
      `create index concurrently "ix_todos_search" on "todos" using gin (search_words("title" || ' ' || coalesce("description", '')));`,
    );
  }

  override down() {
    // lint-allow dialects-differ: SQLite's index goes with the migration before this one
    this.postgresql(`drop index concurrently "ix_todos_search";`);
  }
}
