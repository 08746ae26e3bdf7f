import { DualMigration } from '../src/migrator/index.ts';

/**
 * Adds index ix_todos_list_id. The table stays in use meanwhile; that cannot be part of a transaction
 * (PostgreSQL manual, CREATE INDEX CONCURRENTLY), so it is a migration of its own.
 */
export class Migration20261125230632_index_list_of_todos extends DualMigration {
  override name = 'Migration20261125230632_index_list_of_todos';

  override isTransactional() {
    return false;
  }

  override up() {
    this.sqlite(`create index "ix_todos_list_id" on "todos" ("list_id");`);
    this.postgresql(`create index concurrently "ix_todos_list_id" on "todos" ("list_id");`);
  }

  override down() {
    this.sqlite(`drop index "ix_todos_list_id";`);
    this.postgresql(`drop index concurrently "ix_todos_list_id";`);
  }
}
