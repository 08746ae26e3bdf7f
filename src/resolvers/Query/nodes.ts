import { badUserInput } from '../errors.ts';
import { fromGlobalId, NODE_TYPES } from '../nodes/global-id.ts';
import { readByIds } from '../reading/read-by-ids.ts';
import type { TypedRow } from '../reading/things.ts';
import { Selection } from '../selection.ts';
import type { QueryResolvers } from '../types.generated.ts';

const MAX_IDS = 100;

export const nodes: NonNullable<QueryResolvers['nodes']> = async (_parent, args, context, info) => {
  if (args.ids.length > MAX_IDS) {
    throw badUserInput('ids', `"ids" has ${args.ids.length} entries. Ask for at most ${MAX_IDS} at once.`);
  }
  const wanted = args.ids.map((id, index) => fromGlobalId(id, `ids.${index}`));
  const found = new Map<string, TypedRow>();
  await Promise.all(
    NODE_TYPES.map(async (type) => {
      const ids = wanted.flatMap((one) => (one.type === type ? [one.id] : []));
      for (const [id, row] of await readByIds(context, type, ids, Selection.of(info, type))) {
        found.set(`${type}:${id}`, { __typename: type, ...row } as TypedRow);
      }
    }),
  );
  return wanted.map(({ type, id }) => found.get(`${type}:${id}`) ?? null);
};
