import { isComment, readTokens, type SourceToken } from './tokens.ts';

/** Lines of a file, from 1, both included. */
export interface LineRange {
  from: number;
  to: number;
}

/** The text of a migration file, and where in it things are. */
export class SourceText {
  readonly tokens: readonly SourceToken[];
  /** Where the class begins. */
  readonly classLine: number;
  readonly #code: readonly SourceToken[];
  readonly #statements: readonly LineRange[];
  readonly #lines: readonly string[];

  constructor(text: string) {
    this.tokens = readTokens(text);
    this.#code = this.tokens.filter((token) => !isComment(token));
    this.#statements = findStatements(this.#code);
    this.#lines = text.split('\n');
    this.classLine = this.#code.find(({ value }) => value === 'class')?.line ?? 1;
  }

  /** The line on which a method begins. Undefined where the class has none of this name. */
  methodLine(name: string): number | undefined {
    const index = this.#code.findIndex(
      ({ value }, at) =>
        value === name && this.#code[at + 1]?.value === '(' && this.#code[at - 1]?.value !== '.',
    );
    const method = this.#code[index];
    // `override async down(`: what stands before it on its line belongs to it.
    return method === undefined ? undefined : (this.statementAt(method.line)?.from ?? method.line);
  }

  /** The statement, or the head of a method or class, that has a part on this line. The last one where there are several. */
  statementAt(line: number): LineRange | undefined {
    return this.#statements.findLast(({ from, to }) => from <= line && line <= to);
  }

  /** The first statement that begins below a line. */
  statementBelow(line: number): LineRange | undefined {
    return this.#statements.find(({ from }) => from > line);
  }

  /** The line on which the text begins that a call on `line` is given as its first argument. */
  argumentLine(line: number): number {
    const { to } = this.statementAt(line) ?? { to: line };
    const open = this.#code.findIndex(
      (token, at) =>
        token.line >= line && token.line <= to && token.value === '(' && isText(this.#code[at + 1]),
    );
    return this.#code[open + 1]?.line ?? line;
  }

  /** The line of the first text that says `sql`, for steps that cannot say where they come from. */
  lineOf(sql: string): number | undefined {
    const start = sql.trimStart().split('\n')[0]?.slice(0, 40) ?? '';
    const index = start === '' ? -1 : this.#lines.findIndex((line) => line.includes(start));
    return index < 0 ? undefined : index + 1;
  }
}

function isText(token: SourceToken | undefined): boolean {
  return ['StringLiteral', 'NoSubstitutionTemplate', 'TemplateHead'].includes(token?.type ?? '');
}

/** Cuts code into statements, at `;` and at braces outside parentheses: `override up() {` is one too. */
function findStatements(code: readonly SourceToken[]): LineRange[] {
  const ranges: LineRange[] = [];
  let first: SourceToken | undefined;
  let depth = 0;
  for (const token of code) {
    const { value } = token;
    depth += '(['.includes(value) ? 1 : ')]'.includes(value) ? -1 : 0;
    const ends = depth === 0 && (value === ';' || value === '{' || value === '}');
    if (first === undefined && !ends) {
      first = token;
    }
    if (ends && first !== undefined) {
      ranges.push({ from: first.line, to: token.endLine });
      first = undefined;
    }
  }
  return ranges;
}
