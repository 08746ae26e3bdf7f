import { DualMigration } from '../src/migrator/index.ts';

/**
 * Changes todos.position. New rows keep to a rule at once, and those that exist are looked through while the
 * table stays in use (PostgreSQL manual, ALTER TABLE, NOT VALID); that takes a transaction for each
 * statement, so it is a migration of its own.
 */
export class Migration20261125230628_require_position extends DualMigration {
  override name = 'Migration20261125230628_require_position';

  override isTransactional() {
    return false;
  }

  override up() {
    this.sqlite(`alter table "todos" drop constraint "ck_todos_position_length";`);
    this.postgresql(
      `alter table "todos" add constraint "ck_todos_position__not_null" check ("position" is not null) not valid;`,
    );
    this.postgresql(`alter table "todos" validate constraint "ck_todos_position__not_null";`);
    this.addSql(`alter table "todos" alter column "position" set not null;`);
    this.sqlite(
      `alter table "todos" add constraint "ck_todos_position_length" check (length("position") <= 1000);`,
    );
    this.postgresql(`alter table "todos" drop constraint "ck_todos_position__not_null";`);
  }

  override down() {
    this.sqlite(`alter table "todos" drop constraint "ck_todos_position_length";`);
    this.addSql(`alter table "todos" alter column "position" drop not null;`);
    this.sqlite(
      `alter table "todos" add constraint "ck_todos_position_length" check ("position" is null or length("position") <= 1000);`,
    );
  }
}
