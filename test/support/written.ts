import { createList, type NewList } from '../../src/domain/list/create-list.ts';
import type { Outcome } from '../../src/domain/problem.ts';
import { createTag, type NewTag } from '../../src/domain/tag/create-tag.ts';
import type { Writer } from '../../src/domain/unit.ts';
import type { List } from '../../src/entities/list.ts';
import type { Tag } from '../../src/entities/tag.ts';

/** The result of a change that must come about. */
export async function resultOf<Result>(change: Promise<Outcome<Result>>): Promise<Result> {
  const { result, problems } = await change;
  if (result === undefined) {
    throw new Error(`Nothing was changed: ${JSON.stringify(problems)}`);
  }
  return result;
}

/** Creates a list that must come about. */
export function newList(writer: Writer, input: Partial<NewList> = {}): Promise<List> {
  return resultOf<List>(createList(writer, { name: 'x', ...input }));
}

/** Creates a tag that must come about. */
export function newTag(writer: Writer, input: Pick<NewTag, 'name'> & Partial<NewTag>): Promise<Tag> {
  return resultOf<Tag>(createTag(writer, input));
}
