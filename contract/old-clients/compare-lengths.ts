import { type GraphQLField, type GraphQLInputField, type GraphQLSchema, isInputObjectType } from 'graphql';
import type { Finding } from '../findings.ts';
import { coordinateOf, membersAlong, placeOf } from '../sdl/coordinate.ts';
import { maxLengthOf } from '../sdl/length.ts';
import type { Comparison } from './compare.ts';
import { wasDeprecated } from './deprecated.ts';

type Field = GraphQLField<unknown, unknown> | GraphQLInputField;

/** What a changed `@length` means to old clients, which graphql-inspector cannot know: to it a directive has no meaning. */
export function compareLengths(released: GraphQLSchema, sdl: GraphQLSchema): Comparison {
  const findings: Finding[] = [];
  const notes: Finding[] = [];
  for (const [path, isInput, before] of fieldsOf(released)) {
    const members = membersAlong(sdl, path);
    const after = members[1] as Field | undefined;
    if (after === undefined) {
      continue;
    }
    const [old, present] = [maxLengthOf(before), maxLengthOf(after)];
    const change = `${lengthOf(old)} in the last release, ${lengthOf(present)} now`;
    const about = { rule: 'breaking-change', subject: coordinateOf(path), places: placeOf(members) } as const;
    if (isInput && (present ?? Infinity) < (old ?? Infinity)) {
      const problem = `The text may be shorter than before: ${change}. What old clients send is refused.`;
      if (wasDeprecated(released, path)) {
        notes.push({ ...about, problem, remedy: 'It was deprecated in the last release.' });
      } else {
        const remedy = old === undefined ? 'Take @length away.' : `Keep @length(max: ${old}).`;
        findings.push({ ...about, problem, remedy });
      }
    }
    if (!isInput && (present ?? Infinity) > (old ?? Infinity)) {
      const problem = `The text may be longer than before: ${change}. Old clients may have no room for it.`;
      notes.push({ ...about, problem, remedy: '' });
    }
  }
  return { findings, notes };
}

function lengthOf(max: number | undefined): string {
  return max === undefined ? 'any length' : `at most ${max} code points`;
}

function* fieldsOf(schema: GraphQLSchema): Iterable<[path: string, isInput: boolean, field: Field]> {
  for (const type of Object.values(schema.getTypeMap())) {
    if ('getFields' in type && !type.name.startsWith('__')) {
      for (const field of Object.values<Field>(type.getFields())) {
        yield [`${type.name}.${field.name}`, isInputObjectType(type), field];
      }
    }
  }
}
