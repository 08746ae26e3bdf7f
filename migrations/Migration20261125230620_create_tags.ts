import { DualMigration } from '../src/migrator/index.ts';

/** Creates tags and todo_tags. */
export class Migration20261125230620_create_tags extends DualMigration {
  override name = 'Migration20261125230620_create_tags';

  override up() {
    this.sqlite(`create table "tags" (
      "id" text not null,
      "owner_id" text not null default 'local',
      "name" text not null,
      "name_key" text not null,
      "color" text not null default 'GREY',
      "creation_digest" text null,
      "version" integer not null default 1,
      "created_at" datetime not null default (cast(round(unixepoch('subsec') * 1000) as integer)),
      "updated_at" datetime not null default (cast(round(unixepoch('subsec') * 1000) as integer)),
      "deleted_at" datetime null,
      constraint "pk_tags" primary key ("id"),
      constraint "ck_tags_color" check ("color" in ('GREY', 'RED', 'ORANGE', 'YELLOW', 'GREEN', 'TEAL', 'BLUE', 'PURPLE', 'PINK', 'BROWN')),
      constraint "ck_tags_creation_digest_length" check ("creation_digest" is null or length("creation_digest") <= 43),
      constraint "ck_tags_name_key_length" check (length("name_key") <= 150),
      constraint "ck_tags_name_length" check (length("name") <= 50),
      constraint "ck_tags_name_not_blank" check (trim("name") <> ''),
      constraint "ck_tags_owner_id_length" check (length("owner_id") <= 255)
    );`);
    this.postgresql(`create table "tags" (
      "id" uuid not null,
      "owner_id" varchar(255) not null default 'local',
      "name" varchar(50) not null,
      "name_key" varchar(150) not null,
      "color" text not null default 'GREY',
      "creation_digest" varchar(43) null,
      "version" int not null default 1,
      "created_at" timestamptz(3) not null default current_timestamp,
      "updated_at" timestamptz(3) not null default current_timestamp,
      "deleted_at" timestamptz(3) null,
      constraint "pk_tags" primary key ("id"),
      constraint "ck_tags_color" check ("color" in ('GREY', 'RED', 'ORANGE', 'YELLOW', 'GREEN', 'TEAL', 'BLUE', 'PURPLE', 'PINK', 'BROWN')),
      constraint "ck_tags_name_not_blank" check (trim("name") <> '')
    );`);
    this.addSql(`create index "ix_tags_owner_id_created_at_id" on "tags" ("owner_id", "created_at", "id");`);
    this.addSql(
      `create unique index "uq_tags_owner_id_name_key" on "tags" ("owner_id", "name_key") where "deleted_at" is null;`,
    );
    this.sqlite(`create table "todo_tags" (
      "todo_id" text not null,
      "tag_id" text not null,
      constraint "pk_todo_tags" primary key ("todo_id", "tag_id"),
      constraint "fk_todo_tags_tag_id_tags" foreign key ("tag_id") references "tags" ("id") on update cascade on delete cascade,
      constraint "fk_todo_tags_todo_id_todos" foreign key ("todo_id") references "todos" ("id") on update cascade on delete cascade
    );`);
    this.sqlite(`create index "ix_todo_tags_tag_id" on "todo_tags" ("tag_id");`);
    this.postgresql(`create table "todo_tags" (
      "todo_id" uuid not null,
      "tag_id" uuid not null,
      constraint "pk_todo_tags" primary key ("todo_id", "tag_id")
    );`);
    this.addSql(`create index "ix_todo_tags_tag_id_todo_id" on "todo_tags" ("tag_id", "todo_id");`);
    this.sqlite(`create index "ix_todo_tags_todo_id" on "todo_tags" ("todo_id");`);
    this.postgresql(
      `alter table "todo_tags" add constraint "fk_todo_tags_tag_id_tags" foreign key ("tag_id") references "tags" ("id") on update cascade on delete cascade;`,
    );
    this.postgresql(
      `alter table "todo_tags" add constraint "fk_todo_tags_todo_id_todos" foreign key ("todo_id") references "todos" ("id") on update cascade on delete cascade;`,
    );
  }

  /** Loses what was written to tags and todo_tags. */
  override down() {
    this.loses({ table: 'tags' });
    this.loses({ table: 'todo_tags' });
    this.postgresql(`alter table "todo_tags" drop constraint "fk_todo_tags_tag_id_tags";`);
    this.postgresql(`alter table "todo_tags" drop constraint "fk_todo_tags_todo_id_todos";`);
    this.addSql(`drop table "tags";`);
    this.addSql(`drop table "todo_tags";`);
  }
}
