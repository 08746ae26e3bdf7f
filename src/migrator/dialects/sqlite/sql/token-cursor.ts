import { MigrationError } from '../../../errors.ts';
import { foldName, unquoteIdentifier } from './identifier.ts';
import { type Token, tokenizeMeaning } from './tokenizer.ts';

/** Reads SQL text token by token, remembering where in the text it stands. */
export class TokenCursor {
  readonly source: string;
  readonly #tokens: Token[];
  #next = 0;

  constructor(source: string) {
    this.source = source;
    this.#tokens = tokenizeMeaning(source);
  }

  /** The token `offset` places ahead, `undefined` behind the last. */
  peek(offset = 0): Token | undefined {
    return this.#tokens[this.#next + offset];
  }

  get isAtEnd(): boolean {
    return this.#next >= this.#tokens.length;
  }

  /** Where the next token starts. */
  get position(): number {
    return this.peek()?.start ?? this.source.length;
  }

  /** Where the last token that was taken ends. */
  get end(): number {
    const last = this.#tokens[this.#next - 1];
    return last === undefined ? 0 : last.start + last.text.length;
  }

  /** The text from a position to the end of the last token that was taken. */
  textFrom(position: number): string {
    return this.source.slice(position, this.end);
  }

  take(): Token {
    const token = this.peek();
    if (token === undefined) {
      this.fail('more text');
    }
    this.#next += 1;
    return token;
  }

  /** Whether these keywords stand next, in this order. */
  isAt(...words: string[]): boolean {
    return words.every((word, offset) => {
      const token = this.peek(offset);
      return token?.kind === 'word' && foldName(token.text) === word;
    });
  }

  isAtSymbol(symbol: string): boolean {
    const token = this.peek();
    return token?.kind === 'symbol' && token.text === symbol;
  }

  /** Takes these keywords if they stand next. */
  takeWords(...words: string[]): boolean {
    if (!this.isAt(...words)) {
      return false;
    }
    this.#next += words.length;
    return true;
  }

  takeSymbol(symbol: string): boolean {
    if (!this.isAtSymbol(symbol)) {
      return false;
    }
    this.#next += 1;
    return true;
  }

  expectWords(...words: string[]): void {
    if (!this.takeWords(...words)) {
      this.fail(words.join(' ').toUpperCase());
    }
  }

  expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) {
      this.fail(`"${symbol}"`);
    }
  }

  /** Takes a name, bare or quoted in any way, and returns it unquoted. */
  takeName(): string {
    const token = this.peek();
    if (token?.kind !== 'word' && token?.kind !== 'quoted' && token?.kind !== 'string') {
      this.fail('a name');
    }
    return unquoteIdentifier(this.take().text);
  }

  /** Takes a balanced pair of parentheses with what is between and returns what is between. */
  takeGroup(): string {
    this.expectSymbol('(');
    const start = this.end;
    let depth = 1;
    while (depth > 0) {
      const token = this.take();
      if (token.kind === 'symbol') {
        depth += token.text === '(' ? 1 : token.text === ')' ? -1 : 0;
      }
    }
    return this.source.slice(start, this.end - 1);
  }

  expectEnd(): void {
    if (!this.isAtEnd) {
      this.fail('the end');
    }
  }

  fail(expected: string): never {
    const found = this.isAtEnd
      ? 'its end'
      : JSON.stringify(this.source.slice(this.position, this.position + 30));
    throw new MigrationError('SQL_UNREADABLE', `Expected ${expected} at ${found} in: ${this.source}`);
  }
}
