import { DualMigration } from '../src/migrator/index.ts';

/**
 * Puts whose a todo is into the search index: a search then goes through what one owner has, and takes no longer where
 * others have written the same word a million times.
 */
export class Migration20261126052737_search_by_owner extends DualMigration {
  override name = 'Migration20261126052737_search_by_owner';

  override up() {
    this.#dropFromSqlite();
    // `prefix`: where the beginning of a word is as long as one of these, FTS5 goes from one todo of the owner to the next;
    // else it makes a list of everybody's first. `detail`: nobody asks where in a text a word stands.
    this.sqlite(
      `create virtual table "todo_search" using fts5 ("owner", "title", "description", detail = column, prefix = '1 2 3 4 5 6 7 8', tokenize = "${TOKENIZER}");`,
    );
    this.sqlite(
      `create trigger "todo_search_insert" after insert on "todos" for each row begin
        delete from "todo_search" where rowid = (select "key" from "todo_search_keys" where "todo_id" = new."id");
        insert into "todo_search_keys" ("todo_id") select new."id" where not exists (select 1 from "todo_search_keys" where "todo_id" = new."id");
        insert into "todo_search" (rowid, "owner", "title", "description") select "key", hex(new."owner_id"), ${folded('new."title"')}, ${folded('new."description"')} from "todo_search_keys" where "todo_id" = new."id";
      end;`,
    );
    this.sqlite(
      `create trigger "todo_search_update" after update of "id", "owner_id", "title", "description" on "todos" for each row
      when old."id" is not new."id" or old."owner_id" is not new."owner_id" or old."title" is not new."title" or old."description" is not new."description" begin
        update "todo_search_keys" set "todo_id" = new."id" where "todo_id" = old."id";
        update "todo_search" set "owner" = hex(new."owner_id"), "title" = ${folded('new."title"')}, "description" = ${folded('new."description"')} where rowid = (select "key" from "todo_search_keys" where "todo_id" = new."id");
      end;`,
    );
    this.sqlite(
      `insert into "todo_search" (rowid, "owner", "title", "description") select "key", hex("owner_id"), ${folded('"title"')}, ${folded('"description"')} from "todo_search_keys" join "todos" on "id" = "todo_id";`,
    );
    // Each word with its owner before it, so that an index has the words of one owner side by side.
    this.postgresql(
      `create or replace function "owned_words" ("owner" text, "words" tsvector) returns tsvector language plpgsql immutable strict parallel safe cost 1000 as $$
      begin
        return array_to_tsvector(array(select "owner" || ' ' || "word" from unnest(tsvector_to_array("words")) as "word"));
      end
      $$;`,
    );
  }

  override down() {
    this.#dropFromSqlite();
    this.sqlite(
      `create virtual table "todo_search" using fts5 ("title", "description", prefix = '1 2 3', tokenize = "${TOKENIZER}");`,
    );
    this.sqlite(
      `create trigger "todo_search_insert" after insert on "todos" for each row begin
        delete from "todo_search" where rowid = (select "key" from "todo_search_keys" where "todo_id" = new."id");
        insert into "todo_search_keys" ("todo_id") select new."id" where not exists (select 1 from "todo_search_keys" where "todo_id" = new."id");
        insert into "todo_search" (rowid, "title", "description") select "key", ${folded('new."title"')}, ${folded('new."description"')} from "todo_search_keys" where "todo_id" = new."id";
      end;`,
    );
    this.sqlite(
      `create trigger "todo_search_update" after update of "id", "title", "description" on "todos" for each row
      when old."id" is not new."id" or old."title" is not new."title" or old."description" is not new."description" begin
        update "todo_search_keys" set "todo_id" = new."id" where "todo_id" = old."id";
        update "todo_search" set "title" = ${folded('new."title"')}, "description" = ${folded('new."description"')} where rowid = (select "key" from "todo_search_keys" where "todo_id" = new."id");
      end;`,
    );
    this.sqlite(
      `insert into "todo_search" (rowid, "title", "description") select "key", ${folded('"title"')}, ${folded('"description"')} from "todo_search_keys" join "todos" on "id" = "todo_id";`,
    );
    this.postgresql(`drop function "owned_words" (text, tsvector);`);
  }

  /** A virtual table takes no other column. The keys stay, and the trigger that forgets what is deleted. */
  #dropFromSqlite() {
    this.sqlite(`drop trigger "todo_search_insert";`);
    this.sqlite(`drop trigger "todo_search_update";`);
    this.sqlite(`drop table "todo_search";`);
  }
}

/** For SQLite: what is no letter. Its own tables end with Unicode 6.1, and take a character they do not know for one. */
const SEPARATORS = [
  // Marks that belong to symbols and emoji; marks of direction; signs of currency; punctuation; symbols.
  [0x20d0, 0x20f0],
  [0xfe00, 0xfe0f],
  [0x061c, 0x061c],
  [0x2066, 0x2069],
  [0x20ba, 0x20cf],
  [0x2e3c, 0x2e5d],
  [0x23f4, 0x23ff],
  [0x2700, 0x2700],
  [0x2b4d, 0x2bff],
  // Emoji.
  [0x1f000, 0x1faff],
]
  .flatMap(([first = 0, last = 0]) => Array.from({ length: last - first + 1 }, (_, index) => first + index))
  .map((codePoint) => String.fromCodePoint(codePoint))
  .join('');

const TOKENIZER = `unicode61 remove_diacritics 2 categories 'L* Nd M*' separators '${SEPARATORS}'`;

/** For SQLite: letters with a mark that it takes for other letters than those without, and marks to be left out. */
const ACCENTED =
  'ΆΈΉΊΌΎΏΪΫάέήίόύώϊϋΐΰ' +
  'ЀЁЃЇЌЍЎЙйѐёѓїќѝўѶѷӁӂӐӑӒӓӖӗӚӛӜӝӞӟӢӣӤӥӦӧӪӫӬӭӮӯӰӱӲӳӴӵӸӹ' +
  'ǠǡǢǣǮǯǼǽǾǿ' +
  '\u0622\u0623\u0624\u0625\u0626\u06C0\u06C2\u06D3' +
  '\u0929\u0931\u0934\u0958\u0959\u095A\u095B\u095C\u095D\u095E\u095F\u09DC\u09DD\u09DF' +
  '\u0A33\u0A36\u0A59\u0A5A\u0A5B\u0A5E\u0B5C\u0B5D';
const PLAIN =
  'αεηιουωιυαεηιουωιυιυ' +
  'еегікиуииеегікиуѵѵжжааааееәәжжззииииооөөээууууууччыы' +
  'aaææʒʒææøø' +
  '\u0627\u0627\u0648\u0627\u064A\u06D5\u06C1\u06D2' +
  '\u0928\u0930\u0933\u0915\u0916\u0917\u091C\u0921\u0922\u092B\u092F\u09A1\u09A2\u09AF' +
  '\u0A32\u0A38\u0A16\u0A17\u0A1C\u0A2B\u0B21\u0B22';
const LEFT_OUT =
  '\u0640\u064B\u064C\u064D\u064E\u064F\u0650\u0651\u0652\u0653\u0654\u0655\u0670\u093C\u09BC\u0A3C\u0B3C';

/** For SQLite: `text` with the letters of `PLAIN` instead of those of `ACCENTED`, and nothing for `LEFT_OUT`. */
function folded(text: string): string {
  const from = ACCENTED + LEFT_OUT;
  // Most texts have none of these letters. A chain of `replace` would be compiled with each insert into todos.
  return `case when ${text} glob '*[Ǡ-ǿͰ-ӿ\u0620-\u06FF\u0900-\u0B7F]*' then (with recursive "fold" ("at", "text") as (select 1, ${text} union all select "at" + 1, replace("text", substr('${from}', "at", 1), substr('${PLAIN}', "at", 1)) from "fold" where "at" <= ${from.length}) select "text" from "fold" where "at" = ${from.length + 1}) else ${text} end`;
}
