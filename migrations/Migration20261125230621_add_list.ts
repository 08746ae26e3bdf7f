import { DualMigration } from '../src/migrator/index.ts';

/** Adds todos.list_id. */
export class Migration20261125230621_add_list extends DualMigration {
  override name = 'Migration20261125230621_add_list';

  override up() {
    this.sqlite(`alter table "todos" add column "list_id" text null;`);
    this.postgresql(`alter table "todos" add column "list_id" uuid null;`);
  }

  /** Loses what was written to todos.list_id. */
  override down() {
    this.loses({ table: 'todos', column: 'list_id' });
    this.addSql(`alter table "todos" drop column "list_id";`);
  }
}
