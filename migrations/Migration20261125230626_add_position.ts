import { DualMigration } from '../src/migrator/index.ts';

/** Adds todos.position. */
export class Migration20261125230626_add_position extends DualMigration {
  override name = 'Migration20261125230626_add_position';

  override up() {
    this.sqlite(`alter table "todos" add column "position" text null;`);
    this.sqlite(
      `alter table "todos" add constraint "ck_todos_position_length" check ("position" is null or length("position") <= 1000);`,
    );
    this.postgresql(`alter table "todos" add column "position" varchar(1000) null;`);
  }

  /** Loses what was written to todos.position. */
  override down() {
    this.loses({ table: 'todos', column: 'position' });
    this.sqlite(`alter table "todos" drop constraint "ck_todos_position_length";`);
    this.addSql(`alter table "todos" drop column "position";`);
  }
}
