import { DualMigration } from '../src/migrator/index.ts';

/**
 * Adds foreign key fk_todos_list_id_lists. New rows keep to a rule at once, and those that exist are looked
 * through while the table stays in use (PostgreSQL manual, ALTER TABLE, NOT VALID); that takes a transaction
 * for each statement, so it is a migration of its own.
 */
export class Migration20261125230622_add_list_constraints extends DualMigration {
  override name = 'Migration20261125230622_add_list_constraints';

  override isTransactional() {
    return false;
  }

  override up() {
    this.rebuildSqlite(
      'todos',
      `add constraint "fk_todos_list_id_lists" foreign key ("list_id") references "lists" ("id") on delete set null`,
    );
    this.postgresql(
      `alter table "todos" add constraint "fk_todos_list_id_lists" foreign key ("list_id") references "lists" ("id") on delete set null not valid;`,
    );
    this.postgresql(`alter table "todos" validate constraint "fk_todos_list_id_lists";`);
  }

  override down() {
    this.rebuildSqlite('todos', `drop constraint "fk_todos_list_id_lists"`);
    this.postgresql(`alter table "todos" drop constraint "fk_todos_list_id_lists";`);
  }
}
