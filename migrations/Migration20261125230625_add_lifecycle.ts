import { DualMigration } from '../src/migrator/index.ts';

/** Adds todos.creation_digest, todos.version and todos.deleted_at. */
export class Migration20261125230625_add_lifecycle extends DualMigration {
  override name = 'Migration20261125230625_add_lifecycle';

  override up() {
    this.sqlite(`alter table "todos" add column "creation_digest" text null;`);
    this.sqlite(`alter table "todos" add column "version" integer not null default 1;`);
    this.sqlite(`alter table "todos" add column "deleted_at" datetime null;`);
    this.sqlite(
      `alter table "todos" add constraint "ck_todos_creation_digest_length" check ("creation_digest" is null or length("creation_digest") <= 43);`,
    );
    this.postgresql(`alter table "todos" add column "creation_digest" varchar(43) null;`);
    this.postgresql(`alter table "todos" add column "version" int not null default 1;`);
    this.postgresql(`alter table "todos" add column "deleted_at" timestamptz(3) null;`);
  }

  /** Loses what was written to todos.creation_digest, todos.version and todos.deleted_at. */
  override down() {
    this.loses({ table: 'todos', column: 'creation_digest' });
    this.loses({ table: 'todos', column: 'version' });
    this.loses({ table: 'todos', column: 'deleted_at' });
    this.sqlite(`alter table "todos" drop constraint "ck_todos_creation_digest_length";`);
    this.addSql(`alter table "todos" drop column "creation_digest";`);
    this.addSql(`alter table "todos" drop column "version";`);
    this.addSql(`alter table "todos" drop column "deleted_at";`);
  }
}
