import type { FuncCall, Node } from 'libpg-query';
import type { Catalog } from './catalog.ts';
import type { Answer } from './effect.ts';
import { as, visitAll } from './syntax.ts';

/**
 * Whether an expression may give every row another value: then a new column with it as its default is written into every
 * row; any other is computed once (manual, "ALTER TABLE", notes).
 */
export function isVolatile(expression: Node | undefined, catalog: Catalog): Answer {
  let answer: Answer = 'no';
  visitAll([expression], 'FuncCall', ({ funcname }: FuncCall) => {
    const name = as(funcname?.at(-1), 'String')?.sval ?? '';
    const volatility = catalog.functions.get(name);
    if (volatility === 'v') {
      answer = 'yes';
    } else if ((volatility === undefined || volatility.includes('v')) && answer === 'no') {
      answer = 'unknown';
    }
  });
  return answer;
}
