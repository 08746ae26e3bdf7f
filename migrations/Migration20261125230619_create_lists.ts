import { DualMigration } from '../src/migrator/index.ts';

/** Creates lists. */
export class Migration20261125230619_create_lists extends DualMigration {
  override name = 'Migration20261125230619_create_lists';

  override up() {
    this.sqlite(`create table "lists" (
      "id" text not null,
      "owner_id" text not null default 'local',
      "name" text not null,
      "color" text not null default 'GREY',
      "is_archived" integer not null default false,
      "position" text not null,
      "creation_digest" text null,
      "version" integer not null default 1,
      "created_at" datetime not null default (cast(round(unixepoch('subsec') * 1000) as integer)),
      "updated_at" datetime not null default (cast(round(unixepoch('subsec') * 1000) as integer)),
      "deleted_at" datetime null,
      constraint "pk_lists" primary key ("id"),
      constraint "ck_lists_color" check ("color" in ('GREY', 'RED', 'ORANGE', 'YELLOW', 'GREEN', 'TEAL', 'BLUE', 'PURPLE', 'PINK', 'BROWN')),
      constraint "ck_lists_creation_digest_length" check ("creation_digest" is null or length("creation_digest") <= 43),
      constraint "ck_lists_name_length" check (length("name") <= 100),
      constraint "ck_lists_name_not_blank" check (trim("name") <> ''),
      constraint "ck_lists_owner_id_length" check (length("owner_id") <= 255),
      constraint "ck_lists_position_length" check (length("position") <= 1000)
    );`);
    this.postgresql(`create table "lists" (
      "id" uuid not null,
      "owner_id" varchar(255) not null default 'local',
      "name" varchar(100) not null,
      "color" text not null default 'GREY',
      "is_archived" boolean not null default false,
      "position" varchar(1000) not null,
      "creation_digest" varchar(43) null,
      "version" int not null default 1,
      "created_at" timestamptz(3) not null default current_timestamp,
      "updated_at" timestamptz(3) not null default current_timestamp,
      "deleted_at" timestamptz(3) null,
      constraint "pk_lists" primary key ("id"),
      constraint "ck_lists_color" check ("color" in ('GREY', 'RED', 'ORANGE', 'YELLOW', 'GREEN', 'TEAL', 'BLUE', 'PURPLE', 'PINK', 'BROWN')),
      constraint "ck_lists_name_not_blank" check (trim("name") <> '')
    );`);
    this.addSql(
      `create index "ix_lists_owner_id_created_at_id" on "lists" ("owner_id", "created_at", "id");`,
    );
  }

  /** Loses what was written to lists. */
  override down() {
    this.loses({ table: 'lists' });
    this.addSql(`drop table "lists";`);
  }
}
