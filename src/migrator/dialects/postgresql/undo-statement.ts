import { tokenizePostgresql } from './sql/tokens.ts';

/**
 * What takes back one of the statements that change a table in steps while it is in use: an index that was built, a
 * constraint that was added `not valid`. Whoever added it had nothing else in mind with it.
 *
 * @returns Statements, none where there is nothing to take back; undefined where it is no such statement.
 */
export function undoStatement(sql: string): string[] | undefined {
  const words = new Words(sql);
  if (words.take('create')) {
    words.take('unique');
    // What is made only where there is none may be somebody else's.
    return words.take('index', 'concurrently') && !words.take('if') ? undoIndex(words) : undefined;
  }
  if (!words.take('alter', 'table')) {
    return undefined;
  }
  words.take('only');
  const table = words.name();
  if (words.take('validate', 'constraint')) {
    return [];
  }
  if (!words.take('add', 'constraint')) {
    return undefined;
  }
  const name = words.name();
  return words.ends('not', 'valid') ? [`alter table ${table} drop constraint if exists ${name}`] : undefined;
}

/** An index lies in the schema of its table. */
function undoIndex(words: Words): string[] {
  const name = words.name();
  words.take('on');
  words.take('only');
  const table = words.name();
  const schema = table.slice(0, table.lastIndexOf('.') + 1);
  return [`drop index concurrently if exists ${schema}${name}`];
}

/** The words of one statement, taken from its beginning. */
class Words {
  readonly #tokens;
  #at = 0;

  constructor(sql: string) {
    this.#tokens = tokenizePostgresql(sql);
    if (this.#tokens.at(-1)?.text === ';') {
      this.#tokens.pop();
    }
  }

  /** Takes `words` where they come next. */
  take(...words: readonly string[]): boolean {
    const isNext = words.every((word, index) => this.#isWord(this.#at + index, word));
    this.#at += isNext ? words.length : 0;
    return isNext;
  }

  /** Takes a name, with its schema, as it is written. */
  name(): string {
    let text = this.#tokens[this.#at++]?.text ?? '';
    while (this.#tokens[this.#at]?.text === '.') {
      text += `.${this.#tokens[this.#at + 1]?.text ?? ''}`;
      this.#at += 2;
    }
    return text;
  }

  /** Whether `words` are the last ones, and the statement is the only one of its text. */
  ends(...words: readonly string[]): boolean {
    const first = this.#tokens.length - words.length;
    return (
      words.every((word, index) => this.#isWord(first + index, word)) &&
      !this.#tokens.some(({ text }) => text === ';')
    );
  }

  #isWord(index: number, word: string): boolean {
    const token = this.#tokens[index];
    return token?.kind === 'word' && token.value === word;
  }
}
