import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { HOSTILE_TEXTS } from '../texts.ts';
import type { Known } from './known.ts';
import type { Random } from './random.ts';

/** How deep inputs nest: one level more than the API allows for filters. */
const DEEPEST = 12;
/** Longest list in an input: one more than the API allows for most. */
const LONGEST = 101;

/** Where a value stands. */
interface Position {
  /** The name of the argument or input field. */
  name: string;
  /** The type of node that names around it speak of: "Todo" inside of `completeTodo(input: …)`. */
  about: string | undefined;
  depth: number;
}

/** Makes values for arguments and variables: most are right, some only nearly. */
export class Values {
  readonly #random: Random;
  readonly #known: Known;
  readonly #wrong: number;

  /** @param wrong How many values of a hundred are not of the type that they should be of. */
  constructor(random: Random, known: Known, wrong: number) {
    this.#random = random;
    this.#known = known;
    this.#wrong = wrong;
  }

  /** A value for an input position of `type`, as JSON. */
  of(type: GraphQLInputType, position: Position): unknown {
    const random = this.#random;
    const { depth } = position;
    if (isNonNullType(type)) {
      return random.chance(this.#wrong) ? null : this.of(type.ofType, position);
    }
    if (random.chance(3)) {
      return null;
    }
    if (random.chance(this.#wrong)) {
      return this.#nonsense();
    }
    if (isListType(type)) {
      const length = random.chance(this.#wrong) ? LONGEST : random.below(4);
      return Array.from({ length }, () => this.of(type.ofType, { ...position, depth: depth + 1 }));
    }
    if (isInputObjectType(type)) {
      return this.#object(type, { ...position, depth: depth + 1 });
    }
    return isEnumType(type)
      ? (type.getValues()[random.below(type.getValues().length)]?.name ?? null)
      : this.#scalar(type.name, position);
  }

  #object(type: GraphQLInputObjectType, { about, depth }: Position): unknown {
    const fields = Object.values(type.getFields());
    if (type.isOneOf && !this.#random.chance(this.#wrong)) {
      const field = fields[this.#random.below(fields.length)];
      return field && { [field.name]: this.of(field.type, inside(field.name, about, depth)) };
    }
    const given = fields.filter(
      (field) => isNonNullType(field.type) || (depth < DEEPEST && this.#random.chance(depth < 4 ? 35 : 15)),
    );
    return Object.fromEntries(
      given.map((field) => [field.name, this.of(field.type, inside(field.name, about, depth))]),
    );
  }

  #scalar(type: string, { name, about }: Position): unknown {
    const random = this.#random;
    switch (type) {
      case 'Boolean':
        return random.chance(50);
      case 'Int':
        return random.chance(this.#wrong + 1)
          ? random.pick([101, 0, -1, 2 ** 31 - 1, -(2 ** 31), 2 ** 31])
          : random.pick([1, 2, 3, 5, 20]);
      case 'ID':
        return this.#id(about);
      case 'UUID':
        return random.chance(this.#wrong) ? random.pick(['no-uuid', '']) : uuid(random);
      case 'Date':
        return random.chance(this.#wrong + 5)
          ? random.pick(['2026-02-29', '0000-00-00', '10000-01-01', '0000-01-01'])
          : random.pick(['2026-12-01', '9999-12-31', '0001-01-01', '2024-02-29']);
      case 'DateTime':
        return random.chance(this.#wrong + 5)
          ? random.pick(['9999-12-31T23:59:60Z', '2026-12-01', '0000-01-01T00:00:00+14:00'])
          : random.pick([
              '2026-12-01T00:00:00Z',
              '2026-12-01T00:00:00.123456789+14:00',
              '0001-01-01T00:00:00Z',
            ]);
      default:
        return name === 'after' || name === 'before' ? this.#cursor() : this.#text(name);
    }
  }

  #id(about: string | undefined): string {
    const known = this.#known;
    const right = this.#random.chance(95 - this.#wrong)
      ? known.id(this.#random, about)
      : known.id(this.#random);
    return (this.#random.chance(this.#wrong) ? known.cursor(this.#random) : right) ?? this.#text();
  }

  #cursor(): string {
    const { chance, below } = this.#random;
    const cursor = this.#known.cursor(this.#random) ?? this.#text();
    if (chance(15) && cursor.length > 0) {
      const at = below(cursor.length);
      return `${cursor.slice(0, at)}${String.fromCharCode(43 + below(80))}${cursor.slice(at + 1)}`;
    }
    return cursor;
  }

  #text(name = ''): string {
    if (name === 'timeZone' && this.#random.chance(98)) {
      return this.#random.pick(['UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns']);
    }
    return this.#random.chance(70)
      ? `word${this.#random.below(50)} milk`
      : (HOSTILE_TEXTS[this.#random.below(HOSTILE_TEXTS.length)] ?? '');
  }

  #nonsense(): unknown {
    return this.#random.pick<unknown>([
      {},
      [],
      0,
      -0.5,
      1e300,
      'text',
      true,
      [[]],
      { __proto__: null },
      { eq: { eq: 1 } },
    ]);
  }
}

/** A position inside of `name`, which may say what it is about. */
export function inside(name: string, about: string | undefined, depth: number): Position {
  const [type] = /todo|list|tag/i.exec(name) ?? [];
  return { name, depth, about: type ? type.charAt(0).toUpperCase() + type.slice(1).toLowerCase() : about };
}

/** A UUID of few: some come again. */
function uuid(random: Random): string {
  return `00000000-0000-4000-8000-${random.below(500).toString(16).padStart(12, '0')}`;
}
