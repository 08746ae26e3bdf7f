import { DualMigration } from '../src/migrator/index.ts';

/**
 * Adds the indexes of the orders by hand and by title, which are by Unicode code point: PostgreSQL sorts texts as SQLite
 * does only where it is told to. No two rows of one owner stand at the same place.
 */
export class Migration20261125230630_index_text_orders extends DualMigration {
  override name = 'Migration20261125230630_index_text_orders';

  override isTransactional() {
    return false;
  }

  override up() {
    this.sqlite(`create unique index "uq_todos_owner_id_position" on "todos" ("owner_id", "position");`);
    this.sqlite(`create index "ix_todos_list_id_position" on "todos" ("list_id", "position");`);
    this.sqlite(
      `create index "ix_todos_owner_id_title_id" on "todos" ("owner_id", "title", "id") where "deleted_at" is null;`,
    );
    this.sqlite(`create unique index "uq_lists_owner_id_position" on "lists" ("owner_id", "position");`);
    this.sqlite(`drop index "ix_todos_title_order";`);
    this.postgresql(
      `create unique index concurrently "uq_todos_owner_id_position" on "todos" ("owner_id", "position" collate "C");`,
    );
    this.postgresql(
      `create index concurrently "ix_todos_list_id_position" on "todos" ("list_id", "position" collate "C");`,
    );
    this.postgresql(
      `create index concurrently "ix_todos_owner_id_title_id" on "todos" ("owner_id", "title" collate "C", "id") where "deleted_at" is null;`,
    );
    this.postgresql(
      `create unique index concurrently "uq_lists_owner_id_position" on "lists" ("owner_id", "position" collate "C");`,
    );
    this.postgresql(`drop index concurrently "ix_todos_title_order";`);
  }

  override down() {
    this.sqlite(`create index "ix_todos_title_order" on "todos" ("title", "id");`);
    this.sqlite(`drop index "uq_todos_owner_id_position";`);
    this.sqlite(`drop index "ix_todos_list_id_position";`);
    this.sqlite(`drop index "ix_todos_owner_id_title_id";`);
    this.sqlite(`drop index "uq_lists_owner_id_position";`);
    this.postgresql(
      `create index concurrently "ix_todos_title_order" on "todos" ("title" collate "C", "id");`,
    );
    this.postgresql(`drop index concurrently "uq_todos_owner_id_position";`);
    this.postgresql(`drop index concurrently "ix_todos_list_id_position";`);
    this.postgresql(`drop index concurrently "ix_todos_owner_id_title_id";`);
    this.postgresql(`drop index concurrently "uq_lists_owner_id_position";`);
  }
}
