import type { ColumnDef, TypeName } from 'libpg-query';
import type { Catalog, CatalogColumn } from './catalog.ts';
import type { Answer } from './effect.ts';
import { as, typeArguments, typeNameOf } from './syntax.ts';

/** Types whose precision has a limit, up to which every value fits. */
const TIMES = new Set(['timestamp', 'timestamptz', 'time', 'timetz']);
const MOST_PRECISE = 6;
/** Types that mean 1 where no length is given. */
const FIXED = new Set(['bpchar', 'bit']);

/**
 * Whether a change of a column's type writes the table anew: not where the old values are valid as they are stored, and
 * no function has to look at them (manual, "ALTER TABLE", notes).
 *
 * @param from The column at present; undefined where that is not known.
 */
export function rewritesForType(
  from: CatalogColumn | undefined,
  { typeName, raw_default: using }: ColumnDef,
  column: string,
  catalog: Catalog,
): Answer {
  const to = typeNameOf(typeName);
  if (using !== undefined && !isPlainCast(using, column, to)) {
    return 'yes';
  }
  const modifiers = typeArguments(typeName);
  if (from === undefined || modifiers === undefined || !catalog.types.has(to)) {
    return 'unknown';
  }
  if (from.type === to) {
    return rewritesForModifier(from, modifiers);
  }
  if ([from.type, to].every((type) => type === 'timestamp' || type === 'timestamptz')) {
    return 'unknown'; // Not where the session's time zone is UTC.
  }
  if ([from.type, to].some((type) => !['b', 'e', 'r'].includes(catalog.types.get(type) ?? ''))) {
    return 'unknown';
  }
  const isLimited = modifiers.length > 0 || FIXED.has(to);
  return catalog.binaryCasts.has(`${from.type}>${to}`) && !isLimited ? 'no' : 'yes';
}

function isPlainCast(using: NonNullable<ColumnDef['raw_default']>, column: string, to: string): boolean {
  const cast = as(using, 'TypeCast');
  const reference = as(cast?.arg ?? using, 'ColumnRef');
  return (
    as(reference?.fields?.at(-1), 'String')?.sval === column &&
    (cast === undefined || typeNameOf(cast.typeName as TypeName) === to)
  );
}

/** The same type with other numbers in parentheses. */
function rewritesForModifier({ type, typmod }: CatalogColumn, modifiers: readonly number[]): Answer {
  const [first] = modifiers;
  if (type === 'varchar' || type === 'varbit' || FIXED.has(type)) {
    const header = type === 'varchar' || type === 'bpchar' ? 4 : 0;
    const to = first ?? (FIXED.has(type) ? 1 : undefined);
    const from = typmod < 0 ? undefined : typmod - header;
    if (to === from || (to === undefined && !FIXED.has(type))) {
      return 'no';
    }
    // Values of a fixed length are padded to it.
    return FIXED.has(type) || from === undefined || (to ?? 0) < from ? 'yes' : 'no';
  }
  if (type === 'numeric') {
    if (first === undefined) {
      return 'no';
    }
    const from = typmod < 0 ? undefined : { precision: (typmod - 4) >> 16, scale: (typmod - 4) & 0x7ff };
    return from !== undefined && from.scale === (modifiers[1] ?? 0) && from.precision <= first ? 'no' : 'yes';
  }
  if (TIMES.has(type)) {
    const isWide = first === undefined || first >= MOST_PRECISE || (typmod >= 0 && first >= typmod);
    return isWide ? 'no' : 'yes';
  }
  return modifiers.length === 0 && typmod < 0 ? 'no' : 'unknown';
}
