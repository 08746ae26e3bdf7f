import { DualMigration } from '../src/migrator/index.ts';

/** Adds todos.owner_id. */
export class Migration20261125230618_add_owner extends DualMigration {
  override name = 'Migration20261125230618_add_owner';

  override up() {
    this.sqlite(`alter table "todos" add column "owner_id" text not null default 'local';`);
    this.sqlite(
      `alter table "todos" add constraint "ck_todos_owner_id_length" check (length("owner_id") <= 255);`,
    );
    this.postgresql(`alter table "todos" add column "owner_id" varchar(255) not null default 'local';`);
  }

  /** Loses what was written to todos.owner_id. */
  override down() {
    this.loses({ table: 'todos', column: 'owner_id' });
    this.sqlite(`alter table "todos" drop constraint "ck_todos_owner_id_length";`);
    this.addSql(`alter table "todos" drop column "owner_id";`);
  }
}
