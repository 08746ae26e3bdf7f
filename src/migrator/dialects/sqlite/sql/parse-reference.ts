import type { Reference } from './create-table.ts';
import type { TokenCursor } from './token-cursor.ts';

const ACTIONS = [['set', 'null'], ['set', 'default'], ['cascade'], ['restrict'], ['no', 'action']];

/** Reads `references "table" ("column") on delete … match … deferrable …`. */
export function parseReference(cursor: TokenCursor): Reference {
  cursor.expectWords('references');
  const reference: Reference = { table: cursor.takeName(), columns: [] };
  if (cursor.isAtSymbol('(')) {
    reference.columns = parseNames(cursor);
  }
  for (;;) {
    if (cursor.takeWords('on', 'delete')) {
      reference.onDelete = parseAction(cursor);
    } else if (cursor.takeWords('on', 'update')) {
      reference.onUpdate = parseAction(cursor);
    } else if (cursor.takeWords('on', 'insert')) {
      parseAction(cursor);
    } else if (cursor.takeWords('match')) {
      cursor.takeName();
    } else {
      break;
    }
  }
  const deferrable = parseDeferrable(cursor);
  if (deferrable !== undefined) {
    reference.deferrable = deferrable;
  }
  return reference;
}

/** Reads `[not] deferrable [initially …]` if it stands next. */
export function parseDeferrable(cursor: TokenCursor): Reference['deferrable'] {
  const isNot = cursor.isAt('not', 'deferrable');
  if (!isNot && !cursor.isAt('deferrable')) {
    return undefined;
  }
  cursor.takeWords('not');
  cursor.expectWords('deferrable');
  let when: 'deferred' | 'immediate' = 'immediate';
  if (cursor.takeWords('initially', 'deferred')) {
    when = 'deferred';
  } else {
    cursor.takeWords('initially', 'immediate');
  }
  return isNot ? undefined : when;
}

/** Reads `("a", "b" collate nocase desc)`; SQLite ignores all but the names here. */
export function parseNames(cursor: TokenCursor): string[] {
  const names: string[] = [];
  cursor.expectSymbol('(');
  do {
    names.push(cursor.takeName());
    if (cursor.takeWords('collate')) {
      cursor.takeName();
    }
    if (!cursor.takeWords('asc')) {
      cursor.takeWords('desc');
    }
  } while (cursor.takeSymbol(','));
  cursor.expectSymbol(')');
  return names;
}

function parseAction(cursor: TokenCursor): string {
  for (const action of ACTIONS) {
    if (cursor.takeWords(...action)) {
      return action.join(' ');
    }
  }
  cursor.fail('a foreign key action');
}
