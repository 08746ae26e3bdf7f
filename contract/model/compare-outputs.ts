import { type GraphQLObjectType, getNullableType, isNonNullType } from 'graphql';
import type { Finding } from '../findings.ts';
import { placeOf } from '../sdl/coordinate.ts';
import { compareShape, mismatch, type Pair } from './compare-shape.ts';
import type { ModelEntity } from './entity-model.ts';

const DECLARE = 'or give the reason in contract/not-compared.ts';

/** Compares an object type with the entity of the same name, field by field. */
export function* compareOutputs(type: GraphQLObjectType, entity: ModelEntity): Iterable<Finding> {
  const fields = type.getFields();
  for (const field of Object.values(fields)) {
    const coordinate = `${type}.${field.name}`;
    const property = entity.properties.find(({ name }) => name === field.name);
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
    yield* compareShape({ coordinate, field, property });
    yield* compareNullability({ coordinate, field, property });
  }
  for (const property of entity.properties.filter(({ name }) => !(name in fields))) {
    yield {
      rule: 'entity-model',
      subject: property.path,
      places: [...placeOf([type]), property.place],
      problem: `The entity has this property, the type ${type} has no such field.`,
      remedy: `Add the field to the SDL, ${DECLARE}.`,
    };
  }
}

function* compareNullability(pair: Pair): Iterable<Finding> {
  const { field, property } = pair;
  if (isNonNullType(field.type) === property.nullable) {
    yield property.nullable
      ? mismatch(
          pair,
          `It is never null in the SDL (${field.type}), and may be null in the entity.`,
          `Make it ${getNullableType(field.type)} in the SDL, or make the property not nullable.`,
        )
      : mismatch(
          pair,
          `It may be null in the SDL (${field.type}), and is never null in the entity.`,
          `Make it ${field.type}! in the SDL, or make the property nullable.`,
        );
  }
}
