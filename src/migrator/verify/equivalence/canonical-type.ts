import type { Dialect, NativeEnum } from '../../model/schema.ts';
import { TYPE_MAP, type TypePair } from './type-map.ts';

/** The names that a type has beside the one that the map of types uses. */
const SYNONYMS: Record<Dialect, readonly [RegExp, string][]> = {
  sqlite: [
    [/^(int|int4|mediumint)$/, 'integer'],
    [/^int8$/, 'bigint'],
    [/^(bool)$/, 'boolean'],
    [/^(decimal)\b/, 'numeric'],
    [/^double precision$/, 'double'],
    [/^float$/, 'real'],
    [/^(timestamp|timestamptz)(\(\d\))?$/, 'datetime'],
  ],
  postgresql: [
    [/^(int|int4|mediumint)\b/, 'integer'],
    [/^int2\b/, 'smallint'],
    [/^int8\b/, 'bigint'],
    [/^bool\b/, 'boolean'],
    [/^decimal\b/, 'numeric'],
    [/^(double precision|float8)\b/, 'double'],
    [/^float4\b/, 'real'],
    [/^character varying\b/, 'varchar'],
    [/^(character|bpchar)\b/, 'char'],
    [/^char$/, 'char(1)'],
    [/^(time(?:stamp)?)(\(\d\))? with time zone/, '$1tz$2'],
    [/^(time(?:stamp)?)(\(\d\))? without time zone/, '$1$2'],
  ],
};

/** Two types that the map declares to mean the same. */
export interface SameType extends TypePair {
  /** The limit in code points, where PostgreSQL's type has one. */
  length: number | undefined;
  /** The values of PostgreSQL's enum type. */
  items: readonly string[] | undefined;
}

/** Looks two types up in the declared map; undefined where it does not have them. */
export function findTypePair(
  sqlite: string,
  postgresql: string,
  enums: readonly NativeEnum[],
): SameType | undefined {
  const native = enums.find(({ name }) => name === postgresql.replaceAll('"', ''));
  const left = canonicalType(sqlite, 'sqlite');
  const right = native === undefined ? canonicalType(postgresql, 'postgresql') : 'enum';
  for (const pair of TYPE_MAP) {
    const own = whole(pair.sqlite).exec(left);
    const other = whole(pair.postgresql).exec(right);
    if (own !== null && other !== null && agree(own.groups, other.groups)) {
      const length = other.groups?.length;
      return { ...pair, length: length === undefined ? undefined : Number(length), items: native?.items };
    }
  }
  // SQLite takes any word for a type, so that the same words are the same.
  const plain = (type: string) => type.toLowerCase().replace(/\s+/g, '');
  return plain(sqlite) === plain(postgresql)
    ? { sqlite: /.*/, postgresql: /.*/, length: undefined, items: undefined }
    : undefined;
}

/** The type in lower case, without superfluous blanks, by the name that the map uses. */
export function canonicalType(type: string, dialect: Dialect): string {
  const [, single = type, list = ''] = /^(.*?)((?:\[\])*)$/s.exec(type.trim()) ?? [];
  const plain = single
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/\s*([(),])\s*/g, '$1')
    .replace(/\)(?=\w)/, ') ');
  const synonym = SYNONYMS[dialect].find(([pattern]) => pattern.test(plain));
  return (synonym === undefined ? plain : plain.replace(...synonym)) + list;
}

function whole(pattern: RegExp): RegExp {
  return new RegExp(`^(?:${pattern.source})$`);
}

function agree(left: Record<string, string> = {}, right: Record<string, string> = {}): boolean {
  return Object.keys(left).every((name) => !(name in right) || left[name] === right[name]);
}
