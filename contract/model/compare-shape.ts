import {
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLOutputType,
  type GraphQLType,
  getNamedType,
  getNullableType,
  isEnumType,
  isListType,
  isObjectType,
} from 'graphql';
import type { Finding } from '../findings.ts';
import { placeOf } from '../sdl/coordinate.ts';
import { maxLengthOf } from '../sdl/length.ts';
import type { ModelProperty } from './entity-model.ts';

/** A field of an object type or of an input. */
export type Field = GraphQLField<unknown, unknown> | GraphQLInputField;

/** A field of the SDL and the property that it stands for. */
export interface Pair {
  /** `Todo.title`, `CreateTodoInput.title`. */
  coordinate: string;
  field: Field;
  property: ModelProperty;
}

/** A finding about `pair` that names both places. */
export function mismatch({ coordinate, field, property }: Pair, problem: string, remedy: string): Finding {
  return {
    rule: 'entity-model',
    subject: coordinate,
    places: [...placeOf([field]), property.place],
    problem,
    remedy,
  };
}

/** What is the same for outputs and inputs: the type, whether it is a list, the values of an enum, the longest text. */
export function* compareShape(pair: Pair): Iterable<Finding> {
  const { field, property } = pair;
  if (!isConnection(field.type, property)) {
    const isList = isListType(getNullableType(field.type));
    if (isList !== property.isList) {
      yield mismatch(
        pair,
        isList
          ? `It is a list in the SDL (${field.type}), and one value in the entity.`
          : `It is one value in the SDL (${field.type}), and a list in the entity.`,
        isList
          ? 'Take the brackets away, or make the property a list.'
          : 'Put the type in brackets, or make the property a single value.',
      );
    }
    yield* compareType(pair);
  }
  yield* compareLength(pair);
}

/** Whether the field pages through the entities that the property holds. */
function isConnection(type: GraphQLType, { isList, target }: ModelProperty): boolean {
  const named = getNamedType(type as GraphQLOutputType);
  const nodes = isObjectType(named) ? named.getFields().nodes : undefined;
  return isList && target !== undefined && nodes !== undefined && getNamedType(nodes.type).name === target;
}

function* compareType(pair: Pair): Iterable<Finding> {
  const { field, property } = pair;
  const type = getNamedType(field.type as GraphQLOutputType);
  if (property.enumNames !== undefined) {
    if (isEnumType(type)) {
      yield* compareValues(pair, type, property.enumNames.names);
    } else {
      yield mismatch(
        pair,
        `It is ${type} in the SDL, and an enum in the entity: ${property.enumNames.names.join(', ')}.`,
        'Give the field an enum type with these values.',
      );
    }
    return;
  }
  // An input refers to an entity by its id.
  const isInput = !('args' in field);
  const expected = property.target === undefined ? property.scalars : [isInput ? 'ID' : property.target];
  if (!expected.includes(type.name)) {
    const what =
      property.target === undefined
        ? `a column of type ${property.columnType}`
        : `a relation to ${property.target}`;
    yield mismatch(
      pair,
      `It is ${type} in the SDL, and the property is ${what}.`,
      expected.length === 0
        ? 'Say in contract/model/scalars.ts which scalar shows such a column.'
        : `Make it ${expected.join(' or ')} in the SDL, or change the property.`,
    );
  }
}

function* compareValues(pair: Pair, type: GraphQLEnumType, names: readonly string[]): Iterable<Finding> {
  const { property } = pair;
  for (const value of type.getValues().filter(({ name }) => !names.includes(name))) {
    yield {
      rule: 'entity-model',
      subject: `${type}.${value.name}`,
      places: [...placeOf([value]), property.place],
      problem: `The SDL has this value, the entity's ${property.path} has not.`,
      remedy: 'Add it to the enum of the property, or take it out of the SDL.',
    };
  }
  for (const name of names.filter((candidate) => type.getValue(candidate) === undefined)) {
    yield {
      rule: 'entity-model',
      subject: `${type}.${name}`,
      places: [...placeOf([type]), property.place],
      problem: `The entity's ${property.path} has this value, the SDL has not: a row with it could not be shown.`,
      remedy: 'Add it to the enum in the SDL, or take it out of the enum of the property.',
    };
  }
}

function* compareLength(pair: Pair): Iterable<Finding> {
  const { field, property } = pair;
  const max = maxLengthOf(field);
  if (max !== property.maxLength) {
    yield mismatch(
      pair,
      `It has ${max === undefined ? 'no @length' : `@length(max: ${max})`} in the SDL, and ${
        property.maxLength === undefined ? 'no longest length' : `at most ${property.maxLength} code points`
      } in the entity.`,
      property.maxLength === undefined
        ? `Give the property .length(${max}), or take @length away.`
        : `Write @length(max: ${property.maxLength}), or change the length of the property.`,
    );
  } else if (max !== undefined && !new RegExp(`\\b${max}\\b`).test(field.description ?? '')) {
    yield mismatch(
      pair,
      `Its description does not say ${max}, its @length: clients that ask by introspection see nothing else.`,
      `Say "at most ${max} Unicode code points" in the description.`,
    );
  }
}
