import { DualMigration } from '../src/migrator/index.ts';

/** Adds index ix_todos_created_at_id, index ix_todos_due_date_id and index ix_todos_priority_id. */
// lint-allow require-concurrent-index-creation: ran before the first release, when the table had no rows that anybody waited for
export class Migration20261123133949_index_list_orders extends DualMigration {
  override name = 'Migration20261123133949_index_list_orders';

  override up() {
    this.addSql(`create index "ix_todos_created_at_id" on "todos" ("created_at", "id");`);
    this.addSql(`create index "ix_todos_due_date_id" on "todos" ("due_date", "id");`);
    this.addSql(`create index "ix_todos_priority_id" on "todos" ("priority", "id");`);
  }

  override down() {
    this.addSql(`drop index "ix_todos_created_at_id";`);
    this.addSql(`drop index "ix_todos_due_date_id";`);
    this.addSql(`drop index "ix_todos_priority_id";`);
  }
}
