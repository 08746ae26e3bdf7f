import { type FieldNode, Kind, type ValueNode } from 'graphql';
import type { Size } from './field-cost.ts';

/** The value of a variable as it was sent, or its default; undefined where it has neither. */
export type Variables = (name: string) => { sent: unknown } | { literal: ValueNode } | undefined;

/** How many objects the arguments of `node` ask for. */
export function countOf(node: FieldNode, { paths, assumed, most }: Size, variables: Variables): number {
  let found: number | undefined;
  for (const [name, ...rest] of paths) {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
    const count = inLiteral(value, rest, variables);
    found = count === undefined ? found : Math.max(found ?? 0, count);
  }
  return Math.min(most, found ?? assumed);
}

/** The number, or the length of the list, at `path` in `value`; undefined where there is none. */
function inLiteral(
  value: ValueNode | undefined,
  path: readonly string[],
  variables: Variables,
): number | undefined {
  switch (value?.kind) {
    case Kind.VARIABLE: {
      const found = variables(value.name.value);
      return found && 'literal' in found
        ? inLiteral(found.literal, path, variables)
        : inJson(found?.sent, path);
    }
    case Kind.OBJECT: {
      const [name, ...rest] = path;
      const field = value.fields.find((candidate) => candidate.name.value === name)?.value;
      // Without a path it is the one item of a list (specification, "List", input coercion).
      return name === undefined ? 1 : inLiteral(field, rest, variables);
    }
    case Kind.LIST:
      return value.values.length;
    case Kind.INT:
      return Number(value.value);
    case Kind.NULL:
    case undefined:
      return undefined;
    default:
      return 1;
  }
}

function inJson(value: unknown, path: readonly string[]): number | undefined {
  let found = value;
  for (const name of path) {
    found =
      typeof found === 'object' && found !== null && Object.hasOwn(found, name)
        ? Reflect.get(found, name)
        : undefined;
  }
  if (Array.isArray(found)) {
    return found.length;
  }
  return typeof found === 'number' ? found : found == null ? undefined : 1;
}

/** Whether `@skip` or `@include` leaves `node` out. */
export function isLeftOut({ directives }: Pick<FieldNode, 'directives'>, variables: Variables): boolean {
  return (directives ?? []).some(({ name, arguments: given }) => {
    const condition = given?.find((argument) => argument.name.value === 'if')?.value;
    const value = condition && isTrue(condition, variables);
    return (name.value === 'skip' && value === true) || (name.value === 'include' && value === false);
  });
}

function isTrue(value: ValueNode, variables: Variables): boolean | undefined {
  if (value.kind === Kind.VARIABLE) {
    const found = variables(value.name.value);
    if (found && 'literal' in found) {
      return isTrue(found.literal, variables);
    }
    return typeof found?.sent === 'boolean' ? found.sent : undefined;
  }
  return value.kind === Kind.BOOLEAN ? value.value : undefined;
}
