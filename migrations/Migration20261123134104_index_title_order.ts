import { DualMigration } from '../src/migrator/index.ts';

/** Adds index ix_todos_title_order: PostgreSQL sorts titles by code point, as SQLite does, only where it is told to. */
// lint-allow require-concurrent-index-creation: ran before the first release, when the table had no rows that anybody waited for
export class Migration20261123134104_index_title_order extends DualMigration {
  override name = 'Migration20261123134104_index_title_order';

  override up() {
    this.sqlite(`create index "ix_todos_title_order" on "todos" ("title", "id");`);
    this.postgresql(`create index "ix_todos_title_order" on "todos" ("title" collate "C", "id");`);
  }

  override down() {
    this.addSql(`drop index "ix_todos_title_order";`);
  }
}
