import { DualMigration } from '../src/migrator/index.ts';

/** Adds todos.due_date. */
export class Migration20261123124640_add_due_date extends DualMigration {
  override name = 'Migration20261123124640_add_due_date';

  override up() {
    this.addSql(`alter table "todos" add column "due_date" date null;`);
  }

  /** Loses what was written to todos.due_date. */
  override down() {
    this.loses({ table: 'todos', column: 'due_date' });
    this.addSql(`alter table "todos" drop column "due_date";`);
  }
}
