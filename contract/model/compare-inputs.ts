import {
  type GraphQLInputField,
  type GraphQLInputObjectType,
  getNullableType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import type { Finding } from '../findings.ts';
import { placeOf } from '../sdl/coordinate.ts';
import { compareShape, mismatch, type Pair } from './compare-shape.ts';
import type { ModelEntity, ModelProperty } from './entity-model.ts';

const DECLARE = 'or give the reason in contract/not-compared.ts';

/** Compares `Create<Entity>Input` or `Update<Entity>Input` with the entity. */
export function* compareInputs(
  input: GraphQLInputObjectType,
  purpose: 'create' | 'update',
  entity: ModelEntity,
): Iterable<Finding> {
  const given = new Set<ModelProperty>();
  for (const field of Object.values(input.getFields())) {
    const coordinate = `${input}.${field.name}`;
    const property = entity.properties.find((candidate) => inputNames(candidate).includes(field.name));
    if (property === undefined) {
      yield {
        rule: 'entity-model',
        subject: coordinate,
        places: [...placeOf([field]), entity.place],
        problem: `The SDL has this field, the entity ${entity.name} has no such property.`,
        remedy: `Add the property, ${DECLARE}.`,
      };
      continue;
    }
    given.add(property);
    const pair = { coordinate, field, property };
    yield* compareShape(pair);
    yield* purpose === 'create' ? compareForCreate(pair, field) : compareForUpdate(pair, field);
  }
  for (const property of purpose === 'create' ? entity.properties.filter(needsValue) : []) {
    if (!given.has(property)) {
      yield {
        rule: 'entity-model',
        subject: `${input}.${property.name}`,
        places: [...placeOf([input]), property.place],
        problem: `The entity's ${property.path} needs a value and has no default, and the input does not ask for it.`,
        remedy: `Add the field to the input, give the property a default, ${DECLARE}.`,
      };
    }
  }
}

/** What an input calls a property: `title`; of another entity it takes the id, as `list` or `listId`. */
function inputNames({ name, target, isList }: ModelProperty): string[] {
  if (target === undefined) {
    return [name];
  }
  return isList ? [name, `${name.replace(/s$/, '')}Ids`] : [name, `${name}Id`];
}

/** Whether a row cannot do without a value that the client gives. An id is made by the server. */
function needsValue({ nullable, hasDefault, identifies, isList, target }: ModelProperty): boolean {
  const isCollection = isList && target !== undefined;
  return !nullable && !hasDefault && !identifies && !isCollection;
}

function* compareForCreate(pair: Pair, field: GraphQLInputField): Iterable<Finding> {
  const { property } = pair;
  if (needsValue(property) && !isNonNullType(field.type)) {
    yield mismatch(
      pair,
      `It may be left out in the SDL (${field.type}), and the entity needs a value: it is not nullable and has no default.`,
      `Make it ${field.type}! in the SDL, or give the property a default.`,
    );
  } else if (!needsValue(property) && isRequiredInputField(field) && !property.identifies) {
    yield mismatch(
      pair,
      `It has to be sent in the SDL (${field.type}), and the entity can do without: it ${property.nullable ? 'is nullable' : 'has a default'}.`,
      property.nullable
        ? `Make it ${getNullableType(field.type)} in the SDL, or make the property not nullable.`
        : `Give it that default in the SDL, or take the default away from the property.`,
    );
  } else if (field.defaultValue !== undefined && field.defaultValue !== property.defaultValue) {
    yield mismatch(
      pair,
      `Its default is ${field.defaultValue} in the SDL, and ${property.defaultValue ?? 'not given'} in the entity.`,
      'Give both the same default.',
    );
  }
}

function* compareForUpdate(pair: Pair, field: GraphQLInputField): Iterable<Finding> {
  if (isRequiredInputField(field) && !pair.property.identifies) {
    yield mismatch(
      pair,
      `It has to be sent (${field.type}), and what is left out of an update is to stay as it is.`,
      `Make it ${getNullableType(field.type)}.`,
    );
  }
  if (field.defaultValue !== undefined) {
    yield mismatch(
      pair,
      `It has the default ${field.defaultValue}, which would overwrite what is stored whenever the field is left out.`,
      'Take the default away.',
    );
  }
}
