import type { LineRange, SourceText } from './source-text.ts';
import { isComment } from './tokens.ts';

/** One comment `lint-allow rule: reason`. */
export interface Waiver {
  line: number;
  rules: string[];
  /** Empty where none is given. */
  reason: string;
  /** The lines it is about; undefined for the whole file. */
  range: LineRange | undefined;
}

const LINT_ALLOW = /(?:^|[\s*/])lint-allow\b(?<rules>[^:]*)(?::(?<reason>.*))?/;

/**
 * Reads the waivers of a file: directly above a statement or at its line's end for this one, above the class for all.
 *
 * @example // lint-allow table-rewrite: twelve rows, and nobody writes at night
 */
export function readWaivers(source: SourceText): Waiver[] {
  return source.tokens.filter(isComment).flatMap((comment) =>
    comment.value.split(/\r?\n/).flatMap((text, index) => {
      const match = LINT_ALLOW.exec(text);
      if (match?.groups === undefined) {
        return [];
      }
      const line = comment.line + index;
      const { rules = '', reason = '' } = match.groups;
      return [
        {
          line,
          rules: rules.split(/[\s,]+/).filter((rule) => rule !== ''),
          reason: reason.replace(/\*\/\s*$/, '').trim(),
          range: line < source.classLine ? undefined : rangeOf(source, comment.line, comment.endLine),
        },
      ];
    }),
  );
}

/** At the end of a line of code it is about that code, on a line of its own about what comes next. */
function rangeOf(source: SourceText, from: number, to: number): LineRange {
  const shared = source.tokens.some(
    (token) => !isComment(token) && token.line <= from && token.endLine >= from,
  );
  const range = shared ? source.statementAt(from) : source.statementBelow(to);
  return range ?? { from, to };
}
