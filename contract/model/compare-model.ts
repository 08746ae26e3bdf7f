import { type GraphQLSchema, isInputObjectType, isObjectType } from 'graphql';
import type { Finding } from '../findings.ts';
import { placeOf } from '../sdl/coordinate.ts';
import { compareInputs } from './compare-inputs.ts';
import { compareOutputs } from './compare-outputs.ts';
import type { ModelEntity } from './entity-model.ts';
import { idleExcuses } from './idle-excuses.ts';

/**
 * Where the SDL and the entity model differ. Compared are an entity, the object type of its name, and the inputs
 * `Create<Entity>Input` and `Update<Entity>Input`; an object type that is a `Node` has to have an entity.
 *
 * @param notCompared What may differ, with the reason (contract/not-compared.ts).
 */
export function compareModel(
  sdl: GraphQLSchema,
  model: readonly ModelEntity[],
  notCompared: Readonly<Record<string, string>>,
): Finding[] {
  const findings = distinct([...findingsOf(sdl, model)]);
  const isExcused = ({ subject }: Finding) => (notCompared[subject] ?? '').trim() !== '';
  return [...findings.filter((finding) => !isExcused(finding)), ...idleExcuses(notCompared, findings)];
}

function* findingsOf(sdl: GraphQLSchema, model: readonly ModelEntity[]): Iterable<Finding> {
  for (const entity of model) {
    const type = sdl.getType(entity.name);
    if (isObjectType(type)) {
      yield* compareOutputs(type, entity);
    } else {
      yield {
        rule: 'entity-model',
        subject: entity.name,
        places: [entity.place],
        problem: 'There is an entity of this name, and no object type in the SDL.',
        remedy: 'Add the type to the SDL, or give the reason in contract/not-compared.ts.',
      };
    }
    for (const purpose of ['create', 'update'] as const) {
      const input = sdl.getType(`${purpose === 'create' ? 'Create' : 'Update'}${entity.name}Input`);
      if (isInputObjectType(input)) {
        yield* compareInputs(input, purpose, entity);
      }
    }
  }
  for (const type of Object.values(sdl.getTypeMap())) {
    const isNode = isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node');
    if (isNode && !model.some(({ name }) => name === type.name)) {
      yield {
        rule: 'entity-model',
        subject: type.name,
        places: placeOf([type]),
        problem: 'The SDL has this Node, and there is no entity of the name.',
        remedy: 'Add the entity, or give the reason in contract/not-compared.ts.',
      };
    }
  }
}

/** Each finding once: an enum is met wherever it is used. */
function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [`${finding.subject} ${finding.problem}`, finding])).values()];
}
