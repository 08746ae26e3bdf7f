import { DualMigration } from '../src/migrator/index.ts';

/** Adds todos.completed_at. */
export class Migration20261125230623_add_completed_at extends DualMigration {
  override name = 'Migration20261125230623_add_completed_at';

  override up() {
    this.sqlite(`alter table "todos" add column "completed_at" datetime null;`);
    this.postgresql(`alter table "todos" add column "completed_at" timestamptz(3) null;`);
  }

  /** Loses what was written to todos.completed_at. */
  override down() {
    this.loses({ table: 'todos', column: 'completed_at' });
    this.addSql(`alter table "todos" drop column "completed_at";`);
  }
}
