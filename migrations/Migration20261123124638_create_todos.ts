import { DualMigration } from '../src/migrator/index.ts';

/** Creates todos. */
export class Migration20261123124638_create_todos extends DualMigration {
  override name = 'Migration20261123124638_create_todos';

  override up() {
    this.sqlite(`create table "todos" (
      "id" text not null,
      "title" text not null,
      "description" text null,
      "is_done" integer not null default false,
      "created_at" datetime not null default (cast(round(unixepoch('subsec') * 1000) as integer)),
      "updated_at" datetime not null default (cast(round(unixepoch('subsec') * 1000) as integer)),
      constraint "pk_todos" primary key ("id"),
      constraint "ck_todos_description_length" check ("description" is null or length("description") <= 1000),
      constraint "ck_todos_title_length" check (length("title") <= 200),
      constraint "ck_todos_title_not_blank" check (trim("title") <> '')
    );`);
    this.postgresql(`create table "todos" (
      "id" uuid not null,
      "title" varchar(200) not null,
      "description" varchar(1000) null,
      "is_done" boolean not null default false,
      "created_at" timestamptz(3) not null default current_timestamp,
      "updated_at" timestamptz(3) not null default current_timestamp,
      constraint "pk_todos" primary key ("id"),
      constraint "ck_todos_title_not_blank" check (trim("title") <> '')
    );`);
    this.addSql(`create index "ix_todos_title" on "todos" ("title");`);
  }

  /** Loses what was written to todos. */
  override down() {
    this.loses({ table: 'todos' });
    this.addSql(`drop table "todos";`);
  }
}
