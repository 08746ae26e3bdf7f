import { DualMigration } from '../src/migrator/index.ts';

/**
 * Drops index ix_todos_created_at_id, index ix_todos_due_date_id, index ix_todos_priority_id and index
 * ix_todos_title, and adds index ix_todos_deleted_at, index ix_todos_open_due_date, index
 * ix_todos_owner_id_completed_at_id, index ix_todos_owner_id_created_at_id, index
 * ix_todos_owner_id_due_date_id, index ix_todos_owner_id_priority_id and 1 more. The table stays in use
 * meanwhile; that cannot be part of a transaction (PostgreSQL manual, CREATE INDEX CONCURRENTLY), so it is a
 * migration of its own.
 */
export class Migration20261125230629_index_by_owner extends DualMigration {
  override name = 'Migration20261125230629_index_by_owner';

  override isTransactional() {
    return false;
  }

  override up() {
    this.sqlite(`drop index "ix_todos_created_at_id";`);
    this.sqlite(`drop index "ix_todos_due_date_id";`);
    this.sqlite(`drop index "ix_todos_priority_id";`);
    this.sqlite(`drop index "ix_todos_title";`);
    this.sqlite(
      `create index "ix_todos_deleted_at" on "todos" ("deleted_at") where "deleted_at" is not null;`,
    );
    this.sqlite(
      `create index "ix_todos_open_due_date" on "todos" ("owner_id", "due_date", "id") where "completed_at" is null and "deleted_at" is null;`,
    );
    this.sqlite(
      `create index "ix_todos_owner_id_completed_at_id" on "todos" ("owner_id", "completed_at", "id") where "deleted_at" is null;`,
    );
    this.sqlite(
      `create index "ix_todos_owner_id_created_at_id" on "todos" ("owner_id", "created_at", "id") where "deleted_at" is null;`,
    );
    this.sqlite(
      `create index "ix_todos_owner_id_due_date_id" on "todos" ("owner_id", "due_date", "id") where "deleted_at" is null;`,
    );
    this.sqlite(
      `create index "ix_todos_owner_id_priority_id" on "todos" ("owner_id", "priority", "id") where "deleted_at" is null;`,
    );
    this.sqlite(
      `create index "ix_todos_owner_id_updated_at_id" on "todos" ("owner_id", "updated_at", "id") where "deleted_at" is null;`,
    );
    this.postgresql(
      `create index concurrently "ix_todos_deleted_at" on "todos" ("deleted_at") where "deleted_at" is not null;`,
    );
    this.postgresql(
      `create index concurrently "ix_todos_open_due_date" on "todos" ("owner_id", "due_date", "id") where "completed_at" is null and "deleted_at" is null;`,
    );
    this.postgresql(
      `create index concurrently "ix_todos_owner_id_completed_at_id" on "todos" ("owner_id", "completed_at", "id") where "deleted_at" is null;`,
    );
    this.postgresql(
      `create index concurrently "ix_todos_owner_id_created_at_id" on "todos" ("owner_id", "created_at", "id") where "deleted_at" is null;`,
    );
    this.postgresql(
      `create index concurrently "ix_todos_owner_id_due_date_id" on "todos" ("owner_id", "due_date", "id") where "deleted_at" is null;`,
    );
    this.postgresql(
      `create index concurrently "ix_todos_owner_id_priority_id" on "todos" ("owner_id", "priority", "id") where "deleted_at" is null;`,
    );
    this.postgresql(
      `create index concurrently "ix_todos_owner_id_updated_at_id" on "todos" ("owner_id", "updated_at", "id") where "deleted_at" is null;`,
    );
    this.postgresql(`drop index concurrently "ix_todos_created_at_id";`);
    this.postgresql(`drop index concurrently "ix_todos_due_date_id";`);
    this.postgresql(`drop index concurrently "ix_todos_priority_id";`);
    this.postgresql(`drop index concurrently "ix_todos_title";`);
  }

  override down() {
    this.sqlite(`drop index "ix_todos_deleted_at";`);
    this.sqlite(`drop index "ix_todos_open_due_date";`);
    this.sqlite(`drop index "ix_todos_owner_id_completed_at_id";`);
    this.sqlite(`drop index "ix_todos_owner_id_created_at_id";`);
    this.sqlite(`drop index "ix_todos_owner_id_due_date_id";`);
    this.sqlite(`drop index "ix_todos_owner_id_priority_id";`);
    this.sqlite(`drop index "ix_todos_owner_id_updated_at_id";`);
    this.sqlite(`create index "ix_todos_created_at_id" on "todos" ("created_at", "id");`);
    this.sqlite(`create index "ix_todos_due_date_id" on "todos" ("due_date", "id");`);
    this.sqlite(`create index "ix_todos_priority_id" on "todos" ("priority", "id");`);
    this.sqlite(`create index "ix_todos_title" on "todos" ("title");`);
    this.postgresql(`create index concurrently "ix_todos_created_at_id" on "todos" ("created_at", "id");`);
    this.postgresql(`create index concurrently "ix_todos_due_date_id" on "todos" ("due_date", "id");`);
    this.postgresql(`create index concurrently "ix_todos_priority_id" on "todos" ("priority", "id");`);
    this.postgresql(`create index concurrently "ix_todos_title" on "todos" ("title");`);
    this.postgresql(`drop index concurrently "ix_todos_deleted_at";`);
    this.postgresql(`drop index concurrently "ix_todos_open_due_date";`);
    this.postgresql(`drop index concurrently "ix_todos_owner_id_completed_at_id";`);
    this.postgresql(`drop index concurrently "ix_todos_owner_id_created_at_id";`);
    this.postgresql(`drop index concurrently "ix_todos_owner_id_due_date_id";`);
    this.postgresql(`drop index concurrently "ix_todos_owner_id_priority_id";`);
    this.postgresql(`drop index concurrently "ix_todos_owner_id_updated_at_id";`);
  }
}
