import { DualMigration } from '../src/migrator/index.ts';

/** The words of titles and descriptions, as src/database/search compares them: made by the database, for an index. */
export class Migration20261125222118_search_todos extends DualMigration {
  override name = 'Migration20261125222118_search_todos';

  override up() {
    // The rowids of todos are not kept by a rebuild or `vacuum`: those of this table are.
    this.sqlite(
      `create table "todo_search_keys" ("key" integer primary key, "todo_id" text not null, constraint "uq_todo_search_keys_todo_id" unique ("todo_id"));`,
    );
    this.sqlite(
      `create virtual table "todo_search" using fts5 ("title", "description", prefix = '1 2 3', tokenize = "unicode61 remove_diacritics 2 categories 'L* Nd M*' separators '${SEPARATORS}'");`,
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
      `create trigger "todo_search_delete" after delete on "todos" for each row begin
        delete from "todo_search" where rowid = (select "key" from "todo_search_keys" where "todo_id" = old."id");
        delete from "todo_search_keys" where "todo_id" = old."id";
      end;`,
    );
    this.sqlite(`insert into "todo_search_keys" ("todo_id") select "id" from "todos";`);
    this.sqlite(
      `insert into "todo_search" (rowid, "title", "description") select "key", ${folded('"title"')}, ${folded('"description"')} from "todo_search_keys" join "todos" on "id" = "todo_id";`,
    );
    // From the inside: lower case; marks off, by decomposing and composing again; one form of a letter that has two;
    // what is no letter, digit or mark becomes a space; at most 64 characters of a word. Not in SQL, which the planner
    // would put into the query and take for cheap: it would rather compute it for each row than use the index.
    this.postgresql(
      `create or replace function "search_words" ("content" text) returns tsvector language plpgsql immutable strict parallel safe cost 1000 as $$
      begin
        return array_to_tsvector(array_remove(string_to_array(
          regexp_replace(
            regexp_replace(
              translate(
                normalize(regexp_replace(normalize(lower("content" collate "und-x-icu"), nfd), '[${IGNORED_MARKS}]+', '', 'g'), nfc),
                'ςſµϐϑϕϖϰϱϵ', 'σsμβθφπκρε'),
              '[^[:alnum:]${MARKS}]+', ' ', 'g'),
            '([^ ]{64})[^ ]+', '\\1', 'g'),
          ' '), ''));
      end
      $$;`,
    );
  }

  override down() {
    this.sqlite(`drop trigger "todo_search_insert";`);
    this.sqlite(`drop trigger "todo_search_update";`);
    this.sqlite(`drop trigger "todo_search_delete";`);
    this.sqlite(`drop table "todo_search";`);
    this.sqlite(`drop table "todo_search_keys";`);
    this.postgresql(`drop function "search_words" (text);`);
  }
}

/** For PostgreSQL: marks that do not tell words apart. Of U+0300–U+0331 those that SQLite's `remove_diacritics` removes. */
const IGNORED_MARKS =
  '\\u0300-\\u0304\\u0306-\\u030C\\u030F\\u0311\\u031B\\u0323-\\u0328\\u032D\\u032E\\u0330\\u0331' +
  // Arabic: the line that stretches a word, vowel signs, hamza and madda on a letter. Indic: the dot below.
  '\\u0640\\u064B-\\u0655\\u0670\\u093C\\u09BC\\u0A3C\\u0B3C';

/** For PostgreSQL: every other mark (and letters between them), which is part of its word; `[:alnum:]` has none. */
const MARKS =
  '\\u0300-\\u036F\\u0483-\\u0489\\u0591-\\u05BD\\u05BF\\u05C1\\u05C2\\u05C4\\u05C5\\u05C7\\u0610-\\u061A\\u0656-\\u065F' +
  '\\u06D6-\\u06DC\\u06DF-\\u06E8\\u06EA-\\u06ED\\u0711\\u0730-\\u074A\\u07A6-\\u07B0\\u07EB-\\u07F3\\u0816-\\u082D' +
  '\\u0859-\\u085B\\u08E4-\\u0963\\u0981-\\u09E3\\u0A01-\\u0A75\\u0A81-\\u0AE3\\u0B01-\\u0B63\\u0B82-\\u0BD7' +
  '\\u0C00-\\u0C63\\u0C81-\\u0C83\\u0C85-\\u0CE3\\u0D00-\\u0D4E\\u0D57\\u0D5F-\\u0D63\\u0D81-\\u0DDF\\u0DF2\\u0DF3' +
  '\\u0E31-\\u0E3A\\u0E47-\\u0E4E\\u0EB1-\\u0EBC\\u0EC8-\\u0ECE\\u0F18\\u0F19\\u0F35\\u0F37\\u0F39\\u0F3E\\u0F3F' +
  '\\u0F71-\\u0F84\\u0F86-\\u0FBC\\u0FC6\\u102B-\\u103E\\u1056-\\u109D\\u135D-\\u135F\\u1712-\\u1714\\u1732-\\u1734' +
  '\\u1752\\u1753\\u1772\\u1773\\u17B4-\\u17D3\\u17DD\\u302A-\\u302F\\u3099\\u309A';

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
