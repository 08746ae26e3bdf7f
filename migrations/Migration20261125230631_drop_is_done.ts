import { DualMigration } from '../src/migrator/index.ts';

/** Drops todos.is_done. */
export class Migration20261125230631_drop_is_done extends DualMigration {
  override name = 'Migration20261125230631_drop_is_done';

  override up() {
    this.loses({ table: 'todos', column: 'is_done' });
    this.addSql(`alter table "todos" drop column "is_done";`);
  }

  /** Makes todos.is_done again, without the data that up dropped. */
  override down() {
    this.sqlite(`alter table "todos" add column "is_done" integer not null default false;`);
    this.postgresql(`alter table "todos" add column "is_done" boolean not null default false;`);
  }
}
