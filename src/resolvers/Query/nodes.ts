import { badUserInput } from '../errors.ts';
import { fromGlobalId } from '../nodes/global-id.ts';
import { readNodes } from '../nodes/read-nodes.ts';
import type { QueryResolvers } from '../types.generated.ts';

const MAX_IDS = 100;

export const nodes: NonNullable<QueryResolvers['nodes']> = async (_parent, args, context, info) => {
  if (args.ids.length > MAX_IDS) {
    throw badUserInput('ids', `"ids" has ${args.ids.length} entries. Ask for at most ${MAX_IDS} at once.`);
  }
  const wanted = args.ids.map((id, index) => fromGlobalId(id, `ids.${index}`));
  const todos = await readNodes(
    'Todo',
    wanted.map(({ id }) => id),
    context,
    info,
  );
  return wanted.map(({ type, id }) => {
    const found = todos.get(id);
    return found === undefined ? null : { __typename: type, ...found };
  });
};
