import type { Token } from '../../dialects/postgresql/sql/tokens.ts';
import type { TableName } from '../demand.ts';

/** Reads one statement from left to right. Every method that finds nothing of its kind stays where it is. */
export class StatementReader {
  readonly #sql: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(sql: string, tokens: readonly Token[]) {
    this.#sql = sql;
    this.#tokens = tokens;
  }

  get done(): boolean {
    return this.#at >= this.#tokens.length;
  }

  /** Reads `words`, all of them in this order, or none. */
  words(...words: string[]): boolean {
    const found = words.every((word, index) => {
      const token = this.#tokens[this.#at + index];
      return token?.kind === 'word' && token.value === word;
    });
    this.#at += found ? words.length : 0;
    return found;
  }

  /** Reads one of several phrases, each given as its words. */
  anyOf(...phrases: string[]): boolean {
    return phrases.some((phrase) => this.words(...phrase.split(' ')));
  }

  /** Whether one of `words` comes next. */
  startsWith(...words: string[]): boolean {
    return this.#isWord(words);
  }

  /** A reader of the same rest, to try something. */
  clone(): StatementReader {
    return new StatementReader(this.#sql, this.rest());
  }

  symbol(text: string): boolean {
    const token = this.#tokens[this.#at];
    const found = token?.kind === 'symbol' && token.text === text;
    this.#at += found ? 1 : 0;
    return found;
  }

  /** Reads an identifier, folded or unquoted. */
  name(): string | undefined {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'word' && token?.kind !== 'quoted') {
      return undefined;
    }
    this.#at++;
    return token.value;
  }

  /** Reads `name` or `schema.name`. */
  qualifiedName(): TableName | undefined {
    const parts: string[] = [];
    do {
      const part = this.name();
      if (part === undefined) {
        return undefined;
      }
      parts.push(part);
    } while (this.symbol('.'));
    return parts;
  }

  /** Reads `( … )` and gives a reader of what is between, with its source. */
  parentheses(): { sql: string; reader: StatementReader } | undefined {
    const open = this.#tokens[this.#at];
    if (open?.text !== '(') {
      return undefined;
    }
    const first = this.#at + 1;
    this.skip();
    const last = this.#tokens[this.#at - 1];
    const inner = this.#tokens.slice(first, last?.text === ')' ? this.#at - 1 : this.#at);
    return {
      sql: this.#sql.slice(open.end, inner.at(-1)?.end ?? open.end).trim(),
      reader: new StatementReader(this.#sql, inner),
    };
  }

  /** Reads `(name, …)`. */
  names(): string[] | undefined {
    const inner = this.parentheses()?.reader;
    return inner?.list((reader) => reader.name());
  }

  /** Reads what is left as a list, one call of `read` for each element between commas. */
  list<T>(read: (reader: StatementReader) => T | undefined): T[] {
    const elements: T[] = [];
    while (!this.done) {
      const start = this.#at;
      while (!this.done && this.#tokens[this.#at]?.text !== ',') {
        this.skip();
      }
      const element = read(new StatementReader(this.#sql, this.#tokens.slice(start, this.#at)));
      if (element !== undefined) {
        elements.push(element);
      }
      this.symbol(',');
    }
    return elements;
  }

  /** Skips one token, or a whole pair of parentheses. */
  skip(): void {
    let depth = 0;
    do {
      const text = this.#tokens[this.#at]?.text;
      depth += text === '(' ? 1 : text === ')' ? -1 : 0;
      this.#at++;
    } while (depth > 0 && !this.done);
  }

  /** Reads source text up to the first of `words` outside parentheses, or to the end. */
  textUntil(...words: string[]): string {
    const first = this.#tokens[this.#at];
    let last: Token | undefined;
    while (!this.done && !this.#isWord(words)) {
      this.skip();
      last = this.#tokens[this.#at - 1];
    }
    return first === undefined || last === undefined ? '' : this.#sql.slice(first.start, last.end);
  }

  /** The source text that `read` reads; undefined where it says that it found nothing. */
  source(read: () => boolean): string | undefined {
    const first = this.#tokens[this.#at];
    const found = read();
    const last = this.#tokens[this.#at - 1];
    return found && first !== undefined && last !== undefined
      ? this.#sql.slice(first.start, last.end)
      : undefined;
  }

  /** The tokens that are left. */
  rest(): readonly Token[] {
    return this.#tokens.slice(this.#at);
  }

  #isWord(words: readonly string[]): boolean {
    const token = this.#tokens[this.#at];
    return token?.kind === 'word' && words.includes(token.value);
  }
}
