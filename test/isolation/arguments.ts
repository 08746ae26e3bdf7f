import {
  type GraphQLArgument,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { NodeType } from '../../src/resolvers/nodes/global-id.ts';

/** What an argument, or a field of an input, holds that leads to somebody's things. */
export type Reference = NodeType | 'any node' | 'client id' | 'cursor';

/** A place in the arguments of a field where something of somebody else's can be given. */
export interface Probe {
  /** The argument, then fields of inputs; 0 stands for the first of a list. */
  path: (string | number)[];
  reference: Reference;
}

/** Whose things are given where an argument must have something. */
export interface Own {
  ids: Record<NodeType, string[]>;
}

type Input = Pick<GraphQLArgument, 'name' | 'type' | 'defaultValue'>;

/**
 * What the ids of a place are of, by its name and the type around it. What nobody knows fails the walk: a field that is
 * added later has to be named here, or by the same rules.
 */
function referenceOf(
  path: readonly (string | number)[],
  typeName: string,
  around: string,
): Reference | undefined {
  const names = path.filter((step) => typeof step === 'string');
  const name = names.at(-1) ?? '';
  if (typeName === 'UUID') {
    return 'client id';
  }
  if (typeName === 'String') {
    return name === 'after' || name === 'before' ? 'cursor' : undefined;
  }
  const type = /^(todo|list|tag)Ids?$/.exec(name)?.[1];
  if (type !== undefined) {
    return capitalized(type) as NodeType;
  }
  if (/^(eq|in|some|every)$/.test(name)) {
    const of = /^(todo|list|tag)s?$/.exec(names.at(-2) ?? '')?.[1];
    if (of !== undefined) {
      return capitalized(of) as NodeType;
    }
  }
  if (/^(id|ids|afterId|beforeId)$/.test(name)) {
    if (/^nodes?$/.test(around)) {
      return 'any node';
    }
    const kind = /(todo|list|tag)$/i.exec(around.replace(/(Input|Changed)$/, ''))?.[1];
    if (kind !== undefined) {
      return capitalized(kind.toLowerCase()) as NodeType;
    }
  }
  throw new Error(
    `Nobody knows what the id at ${around}: ${path.join('.')} is of: say so in test/isolation.`,
  );
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Every place of `inputs` that leads to somebody's things; `around` names the field or the input that they are of. */
export function probesOf(inputs: readonly Input[], around: string): Probe[] {
  return inputs.flatMap((input) => probesOfType(input.type, [input.name], around, []));
}

function probesOfType(
  type: GraphQLInputType,
  path: (string | number)[],
  around: string,
  seen: readonly string[],
): Probe[] {
  if (isNonNullType(type)) {
    return probesOfType(type.ofType, path, around, seen);
  }
  if (isListType(type)) {
    return probesOfType(type.ofType, [...path, 0], around, seen);
  }
  if (isInputObjectType(type)) {
    // A filter within a filter, once.
    return seen.filter((name) => name === type.name).length > 1
      ? []
      : Object.values(type.getFields()).flatMap((field) =>
          probesOfType(field.type, [...path, field.name], type.name, [...seen, type.name]),
        );
  }
  if (isEnumType(type) || !['ID', 'UUID', 'String'].includes(type.name)) {
    return [];
  }
  const reference = referenceOf(path, type.name, around);
  return reference === undefined ? [] : [{ path, reference }];
}

/** The values of `inputs` with `given` at `path`, and elsewhere only what must be there: things of `own`. */
export function argumentsWith(
  inputs: readonly Input[],
  around: string,
  own: Own,
  path: readonly (string | number)[] = [],
  given?: unknown,
): Record<string, unknown> {
  const [step, ...rest] = path;
  const values: Record<string, unknown> = {};
  for (const input of inputs) {
    if (input.name === step) {
      values[input.name] = valueWith(input.type, [input.name], around, own, rest, given);
    } else if (isNonNullType(input.type) && input.defaultValue === undefined) {
      values[input.name] = valueWith(input.type, [input.name], around, own);
    }
  }
  return values;
}

function valueWith(
  type: GraphQLInputType,
  at: (string | number)[],
  around: string,
  own: Own,
  path?: readonly (string | number)[],
  given?: unknown,
): unknown {
  if (isNonNullType(type)) {
    return valueWith(type.ofType, at, around, own, path, given);
  }
  if (path !== undefined && path.length === 0) {
    return given;
  }
  if (isListType(type)) {
    return [valueWith(type.ofType, [...at, 0], around, own, path?.slice(1), given)];
  }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    if (type.isOneOf && path === undefined) {
      const [first] = fields;
      return first && { [first.name]: valueWith(first.type, [first.name], type.name, own) };
    }
    return argumentsWith(fields, type.name, own, path, given);
  }
  return leafOf(type.name, at, around, own, type);
}

function leafOf(
  name: string,
  at: (string | number)[],
  around: string,
  own: Own,
  type: GraphQLInputType,
): unknown {
  const named = getNamedType(type);
  if (isEnumType(named)) {
    return named.getValues()[0]?.name;
  }
  switch (name) {
    case 'ID': {
      const reference = referenceOf(at, name, around);
      return reference === 'any node' ? own.ids.Todo[0] : own.ids[reference as NodeType][0];
    }
    case 'String':
      if (at.at(-1) === 'timeZone') {
        return 'UTC';
      }
      // No two tags have one name.
      return at.at(-1) === 'name' && around.startsWith('Create') ? crypto.randomUUID() : 'milk';
    case 'Int':
      return 1;
    case 'Boolean':
      return true;
    case 'Date':
      return '2026-11-23';
    case 'DateTime':
      return '2026-11-23T09:30:00.000Z';
    default:
      throw new Error(
        `Nobody knows a value of ${name} for ${around}: ${at.join('.')}: say so in test/isolation.`,
      );
  }
}

/** The values of `inputs` where everything optional is left out but one of them; for each of them. */
export function variations(inputs: readonly Input[], around: string, own: Own): Record<string, unknown>[] {
  const optional = inputs.filter(
    ({ type, defaultValue }) => !isNonNullType(type) || defaultValue !== undefined,
  );
  const paths = optional
    .filter(({ name }) => name !== 'after' && name !== 'before')
    .flatMap((input) => leavesOf(input.type, [input.name], around, own, []));
  return [
    argumentsWith(inputs, around, own),
    ...paths.map(({ path, value }) => argumentsWith(inputs, around, own, path, value)),
  ];
}

/** Every place in a value of `type`, with something to put there. */
function leavesOf(
  type: GraphQLInputType,
  path: (string | number)[],
  around: string,
  own: Own,
  seen: readonly string[],
): { path: (string | number)[]; value: unknown }[] {
  if (isNonNullType(type)) {
    return leavesOf(type.ofType, path, around, own, seen);
  }
  if (isListType(type)) {
    return leavesOf(type.ofType, [...path, 0], around, own, seen);
  }
  if (isInputObjectType(type)) {
    return seen.includes(type.name)
      ? []
      : Object.values(type.getFields()).flatMap((field) =>
          leavesOf(field.type, [...path, field.name], type.name, own, [...seen, type.name]),
        );
  }
  if (isEnumType(type)) {
    return type.getValues().map(({ name }) => ({ path, value: name }));
  }
  const value = leafOf(type.name, path, around, own, type);
  return [{ path, value }];
}
