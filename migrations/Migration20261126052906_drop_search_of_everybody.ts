import { DualMigration } from '../src/migrator/index.ts';

/**
 * Drops indexes ix_todos_search_title and ix_todos_search_description, which the releases before the migration
 * `search_by_owner` search with: apply it once none of those runs (README, "Deploy": contract).
 */
// lint-allow dialects-differ: SQLite's index is the virtual table todo_search, which has no old form beside the new one
export class Migration20261126052906_drop_search_of_everybody extends DualMigration {
  override name = 'Migration20261126052906_drop_search_of_everybody';

  override isTransactional() {
    return false;
  }

  override up() {
    this.postgresql(`drop index concurrently "ix_todos_search_title";`);
    this.postgresql(`drop index concurrently "ix_todos_search_description";`);
  }

  override down() {
    this.postgresql(
      `create index concurrently "ix_todos_search_title" on "todos" using gin (search_words("title"));`,
    );
    this.postgresql(
      `create index concurrently "ix_todos_search_description" on "todos" using gin (search_words("description"));`,
    );
  }
}
