import { DualMigration } from '../src/migrator/index.ts';

/** Adds todos.priority. */
// lint-allow constraint-missing-not-valid: ran before the first release, when the table had no rows that anybody waited for
export class Migration20261123124642_add_priority extends DualMigration {
  override name = 'Migration20261123124642_add_priority';

  override up() {
    this.sqlite(`alter table "todos" add column "priority" integer not null default 20;`);
    this.postgresql(`alter table "todos" add column "priority" smallint not null default 20;`);
    this.addSql(
      `alter table "todos" add constraint "ck_todos_priority" check ("priority" in (10, 20, 30, 40));`,
    );
  }

  /** Loses what was written to todos.priority. */
  override down() {
    this.loses({ table: 'todos', column: 'priority' });
    this.addSql(`alter table "todos" drop constraint "ck_todos_priority";`);
    this.addSql(`alter table "todos" drop column "priority";`);
  }
}
