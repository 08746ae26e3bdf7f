import { compareSchemas } from '../diff/compare-schemas.ts';
import { isEmptyDiff } from '../diff/schema-diff.ts';
import type { Hop } from './hop.ts';

/**
 * Joins hops that need not be apart, so that a change is no more migrations than it has to be: what only another
 * database than PostgreSQL does goes with its neighbour, and neighbours of the same form are one.
 */
export function joinHops(hops: readonly Hop[]): Hop[] {
  const idle = hops.findIndex((hop) => hop.form === 'transaction' && isIdle(hop));
  const [hop, before, after] = [hops[idle], hops[idle - 1], hops[idle + 1]];
  const apart = [...hops];
  if (hop !== undefined && after !== undefined) {
    apart.splice(idle, 2, { ...after, from: hop.from });
  } else if (hop !== undefined && before !== undefined) {
    apart.splice(idle - 1, 2, { ...before, to: hop.to });
  }
  const joined: Hop[] = [];
  for (const next of apart) {
    const last = joined.at(-1);
    if (last?.form === next.form) {
      joined.splice(-1, 1, { ...next, from: last.from });
    } else {
      joined.push(next);
    }
  }
  return joined;
}

/** Whether PostgreSQL has nothing to do. */
function isIdle({ from, to, renames }: Hop): boolean {
  return from.every((schema, index) => {
    const after = to[index];
    return (
      after === undefined ||
      schema.dialect !== 'postgresql' ||
      isEmptyDiff(compareSchemas(schema, after, renames))
    );
  });
}
