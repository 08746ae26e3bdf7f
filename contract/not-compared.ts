const COMPLETED = 'The same as having a completedAt.';
const PAIRS = 'A row of todo_tags says that a todo has a tag; no property of the todo does.';
const COUNTED = 'Counted when it is asked for.';
const OWNER = 'Whoever asks gets what is theirs and nothing else: the answer would always be themselves.';
const DIGEST = 'Of the server alone: tells a create that is repeated from another one.';
const NAME_KEY = 'Of the server alone: made from the name.';
const PLACE = 'What is new comes last; where it stands is changed by a move.';
const EXPECTED = 'The version that the client has seen, which the row has or has not.';

/**
 * Where SDL and entities differ on purpose, each with the reason, by the name in the SDL or in the entity model:
 * a field that no property stores (`'Todo.isOverdue': 'Computed from dueDate.'`), a property that the API does not show,
 * an entity that has no type (`'Session': 'Of the server alone.'`). What stands here and excuses nothing is a finding.
 */
export const notCompared: Readonly<Record<string, string>> = {
  'Todo.isDone': COMPLETED,
  'CreateTodoInput.isDone': COMPLETED,
  'UpdateTodoInput.isDone': COMPLETED,
  'Todo.tags': PAIRS,
  'CreateTodoInput.tagIds': PAIRS,
  TodoTag: PAIRS,
  'List.todos': 'Read by Todo.list, from the other side.',
  'Tag.todos': PAIRS,
  'List.openTodoCount': COUNTED,
  'Tag.openTodoCount': COUNTED,
  'Todo.ownerId': OWNER,
  'List.ownerId': OWNER,
  'Tag.ownerId': OWNER,
  'Todo.creationDigest': DIGEST,
  'List.creationDigest': DIGEST,
  'Tag.creationDigest': DIGEST,
  'Tag.nameKey': NAME_KEY,
  'CreateTagInput.nameKey': NAME_KEY,
  'CreateTodoInput.position': PLACE,
  'CreateListInput.position': PLACE,
  'UpdateTodoInput.expectedVersion': EXPECTED,
  'UpdateListInput.expectedVersion': EXPECTED,
  'UpdateTagInput.expectedVersion': EXPECTED,
};
