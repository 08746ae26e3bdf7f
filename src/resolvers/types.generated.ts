import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ListMapper } from './mappers/list.mappers.ts';
import type { ListConnectionMapper } from './mappers/lists.mappers.ts';
import type { TagMapper } from './mappers/tag.mappers.ts';
import type { TagConnectionMapper } from './mappers/tags.mappers.ts';
import type { TodoMapper } from './mappers/todo.mappers.ts';
import type { TodoConnectionMapper } from './mappers/todos.mappers.ts';
import type { Context } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type EnumResolverSignature<T, AllowedValues = any> = { [key in keyof T]?: AllowedValues };
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A calendar date without time of day or time zone, as RFC 3339 writes a `full-date`: `2026-11-23`. */
  Date: { input: string; output: string; }
  /** A moment in UTC to the millisecond, as RFC 3339 writes it: `2026-11-23T09:30:00.000Z`. */
  DateTime: { input: Date; output: Date; }
  /** A UUID as RFC 9562 writes it, 32 hexadecimal digits in five groups: `019a2088-9656-7f3f-8fc4-3be30379f982`. */
  UUID: { input: string; output: string; }
};

/** Tags for a todo. It can have at most 20. */
export type AddTagsToTodoInput = {
  /** Do it only if this is the todo's `version`; else it is a `CONFLICT`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The `id` of the todo. */
  id: Scalars['ID']['input'];
  /** The `id`s of the tags, at most 100. One that comes twice counts once. */
  tagIds: Array<Scalars['ID']['input']>;
};

/** What became of `addTagsToTodo`. */
export type AddTagsToTodoPayload = {
  __typename?: 'AddTagsToTodoPayload';
  /** The todo as it is now; null when there are `userErrors`, but for a `CONFLICT`. */
  todo: Maybe<Todo>;
  /** What to mend; empty when the todo has the tags. */
  userErrors: Array<UserError>;
};

/** Conditions on a yes or no. All that are given must hold; a null is the same as leaving it out. */
export type BooleanFilter = {
  /** Is exactly this. */
  eq?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Changes of lists, to be made in this order. */
export type ChangeListsInput = {
  /** Whether to change nothing when one of them fails. */
  allOrNothing?: Scalars['Boolean']['input'];
  /** The changes, 1 to 100. A later one sees what an earlier one did. */
  changes: Array<ListChangeInput>;
};

/** What became of `changeLists`. */
export type ChangeListsPayload = {
  __typename?: 'ChangeListsPayload';
  /** What became of each change, in their order. */
  results: Array<ListChangeResult>;
  /** What to mend, of all changes together; empty when every one was made. */
  userErrors: Array<UserError>;
};

/** Changes of tags, to be made in this order. */
export type ChangeTagsInput = {
  /** Whether to change nothing when one of them fails. */
  allOrNothing?: Scalars['Boolean']['input'];
  /** The changes, 1 to 100. A later one sees what an earlier one did. */
  changes: Array<TagChangeInput>;
};

/** What became of `changeTags`. */
export type ChangeTagsPayload = {
  __typename?: 'ChangeTagsPayload';
  /** What became of each change, in their order. */
  results: Array<TagChangeResult>;
  /** What to mend, of all changes together; empty when every one was made. */
  userErrors: Array<UserError>;
};

/** Changes of todos, to be made in this order. */
export type ChangeTodosInput = {
  /** Whether to change nothing when one of them fails. */
  allOrNothing?: Scalars['Boolean']['input'];
  /** The changes, 1 to 100. A later one sees what an earlier one did. */
  changes: Array<TodoChangeInput>;
};

/** What became of `changeTodos`. */
export type ChangeTodosPayload = {
  __typename?: 'ChangeTodosPayload';
  /** What became of each change, in their order. */
  results: Array<TodoChangeResult>;
  /** What to mend, of all changes together; empty when every one was made. */
  userErrors: Array<UserError>;
};

/** Which todos that are done are to be deleted. */
export type ClearCompletedInput = {
  /** The `id` of a list, to clear only that; null for the inbox. Everything, when left out. */
  listId?: InputMaybe<Scalars['ID']['input']>;
};

/** What became of `clearCompleted`. */
export type ClearCompletedPayload = {
  __typename?: 'ClearCompletedPayload';
  /** The `id`s of the todos that were deleted. */
  deletedIds: Array<Scalars['ID']['output']>;
  /** Whether there are more, for another request. */
  hasMore: Scalars['Boolean']['output'];
  /** What to mend; empty when the todos were deleted. */
  userErrors: Array<UserError>;
};

/** The colors that a list or a tag can have. Which shade each is shown in is the client's choice. */
export type Color =
  /** Blue. */
  | 'BLUE'
  /** Brown. */
  | 'BROWN'
  /** Green. */
  | 'GREEN'
  /** Grey, for what has no color of its own. */
  | 'GREY'
  /** Orange. */
  | 'ORANGE'
  /** Pink. */
  | 'PINK'
  /** Purple. */
  | 'PURPLE'
  /** Red. */
  | 'RED'
  /** Teal. */
  | 'TEAL'
  /** Yellow. */
  | 'YELLOW';

/** A todo that has been done. */
export type CompleteTodoInput = {
  /** Complete it only if this is its `version`; else it is a `CONFLICT`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The `id` of the todo. */
  id: Scalars['ID']['input'];
};

/** What became of `completeTodo`. */
export type CompleteTodoPayload = {
  __typename?: 'CompleteTodoPayload';
  /** The todo as it is now; null when there are `userErrors`, but for a `CONFLICT`. */
  todo: Maybe<Todo>;
  /** What to mend; empty when the todo is done. */
  userErrors: Array<UserError>;
};

/** A list to be created. */
export type CreateListInput = {
  /** The color it is shown in. */
  color?: Color;
  /**
   * A UUID that the client made for it: then the request can be repeated safely. The same `id` with the same content
   * returns the list that is there and changes nothing; with other content it is a `CONFLICT`. It is a name among your
   * own creates: the list itself gets an `id` of the API, which the payload has.
   */
  id?: InputMaybe<Scalars['UUID']['input']>;
  /** What it is called: 1 to 100 Unicode code points once white space at its ends is removed. */
  name: Scalars['String']['input'];
};

/** What became of `createList`. */
export type CreateListPayload = {
  __typename?: 'CreateListPayload';
  /** The new list; null when there are `userErrors`, but for a `CONFLICT`: then the list that has this `id`. */
  list: Maybe<List>;
  /** The new list as an edge of `lists` in its default order, for clients that keep connections; null when there is no new one. */
  listEdge: Maybe<ListEdge>;
  /** What to mend; empty when the list was created. */
  userErrors: Array<UserError>;
};

/** A tag to be created. */
export type CreateTagInput = {
  /** The color it is shown in. */
  color?: Color;
  /**
   * A UUID that the client made for it: then the request can be repeated safely. The same `id` with the same content
   * returns the tag that is there and changes nothing; with other content it is a `CONFLICT`. It is a name among your
   * own creates: the tag itself gets an `id` of the API, which the payload has.
   */
  id?: InputMaybe<Scalars['UUID']['input']>;
  /** What it is called: 1 to 50 Unicode code points once white space at its ends is removed. */
  name: Scalars['String']['input'];
};

/** What became of `createTag`. */
export type CreateTagPayload = {
  __typename?: 'CreateTagPayload';
  /** The new tag; null when there are `userErrors`, but for a `CONFLICT`: then the tag that has this `id`. */
  tag: Maybe<Tag>;
  /** The new tag as an edge of `tags` in its default order, for clients that keep connections; null when there is no new one. */
  tagEdge: Maybe<TagEdge>;
  /** What to mend; empty when the tag was created. */
  userErrors: Array<UserError>;
};

/** A todo to be created. */
export type CreateTodoInput = {
  /** More about it: up to 1000 Unicode code points. Blank is the same as none. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** The day it is to be done by. */
  dueDate?: InputMaybe<Scalars['Date']['input']>;
  /**
   * A UUID that the client made for it: then the request can be repeated safely. The same `id` with the same content
   * returns the todo that is there and changes nothing; with other content it is a `CONFLICT`. It is a name among your
   * own creates: the todo itself gets an `id` of the API, which the payload has.
   */
  id?: InputMaybe<Scalars['UUID']['input']>;
  /** Whether it has been done already. */
  isDone?: Scalars['Boolean']['input'];
  /** The `id` of the list that it goes into; the inbox when left out or null. */
  listId?: InputMaybe<Scalars['ID']['input']>;
  /** How urgent it is. */
  priority?: Priority;
  /** The `id`s of its tags, at most 20. One that comes twice counts once. */
  tagIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** What is to be done: 1 to 200 Unicode code points once white space at its ends is removed. */
  title: Scalars['String']['input'];
};

/** What became of `createTodo`. */
export type CreateTodoPayload = {
  __typename?: 'CreateTodoPayload';
  /** The new todo; null when there are `userErrors`, but for a `CONFLICT`: then the todo that has this `id`. */
  todo: Maybe<Todo>;
  /** The new todo as an edge of `todos` in its default order, for clients that keep connections; null when there is no new one. */
  todoEdge: Maybe<TodoEdge>;
  /** What to mend; empty when the todo was created. */
  userErrors: Array<UserError>;
};

/**
 * Conditions on a date. All that are given must hold; a null is the same as leaving it out.
 * Without a date, only `isNull: true` holds.
 */
export type DateFilter = {
  /** Is exactly this date. */
  eq?: InputMaybe<Scalars['Date']['input']>;
  /** Is after this date. */
  gt?: InputMaybe<Scalars['Date']['input']>;
  /** Is this date or after it. */
  gte?: InputMaybe<Scalars['Date']['input']>;
  /** Whether there is no date: true finds what has none, false what has one. */
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Is before this date. */
  lt?: InputMaybe<Scalars['Date']['input']>;
  /** Is this date or before it. */
  lte?: InputMaybe<Scalars['Date']['input']>;
};

/**
 * Conditions on a moment. All that are given must hold; a null is the same as leaving it out.
 * Without a moment, only `isNull: true` holds.
 */
export type DateTimeFilter = {
  /** Is after this moment. */
  gt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Is this moment or after it. */
  gte?: InputMaybe<Scalars['DateTime']['input']>;
  /** Whether there is no such moment: true finds what has none, false what has one. */
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Is before this moment. */
  lt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Is this moment or before it. */
  lte?: InputMaybe<Scalars['DateTime']['input']>;
};

/** A list to be deleted. */
export type DeleteListInput = {
  /** Delete it only if this is its `version`; else it is a `CONFLICT`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The `id` of the list. */
  id: Scalars['ID']['input'];
};

/** What became of `deleteList`. */
export type DeleteListPayload = {
  __typename?: 'DeleteListPayload';
  /** The `id` of the list that was deleted; null when there are `userErrors`. */
  deletedId: Maybe<Scalars['ID']['output']>;
  /** The list as it is now; null when there are `userErrors`, but for a `CONFLICT`. */
  list: Maybe<List>;
  /** What to mend; empty when the list was deleted. */
  userErrors: Array<UserError>;
};

/** A tag to be deleted. */
export type DeleteTagInput = {
  /** Delete it only if this is its `version`; else it is a `CONFLICT`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The `id` of the tag. */
  id: Scalars['ID']['input'];
};

/** What became of `deleteTag`. */
export type DeleteTagPayload = {
  __typename?: 'DeleteTagPayload';
  /** The `id` of the tag that was deleted; null when there are `userErrors`. */
  deletedId: Maybe<Scalars['ID']['output']>;
  /** The tag as it is now; null when there are `userErrors`, but for a `CONFLICT`. */
  tag: Maybe<Tag>;
  /** What to mend; empty when the tag was deleted. */
  userErrors: Array<UserError>;
};

/** A todo to be deleted. */
export type DeleteTodoInput = {
  /** Delete it only if this is its `version`; else it is a `CONFLICT`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The `id` of the todo. */
  id: Scalars['ID']['input'];
};

/** What became of `deleteTodo`. */
export type DeleteTodoPayload = {
  __typename?: 'DeleteTodoPayload';
  /** The `id` of the todo that was deleted; null when there are `userErrors`. */
  deletedId: Maybe<Scalars['ID']['output']>;
  /** The todo as it is now; null when there are `userErrors`, but for a `CONFLICT`. */
  todo: Maybe<Todo>;
  /** What to mend; empty when the todo was deleted. */
  userErrors: Array<UserError>;
};

/**
 * Conditions on one object that is referred to. All that are given must hold; a null is the same as leaving it out.
 * Where there is none, only `isNull: true` holds.
 */
export type IdFilter = {
  /** Is the one with this `id`. */
  eq?: InputMaybe<Scalars['ID']['input']>;
  /** Is one of those with these `id`s. An empty list never holds. */
  in?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Whether there is none: true finds what has none, false what has one. */
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Conditions on several objects that are referred to. All that are given must hold; a null is the same as leaving it out. */
export type IdsFilter = {
  /** Each of these is among them. An empty list always holds. */
  every?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Whether there are none at all: true finds what has none, false what has at least one. */
  isEmpty?: InputMaybe<Scalars['Boolean']['input']>;
  /** At least one of these is among them. An empty list never holds. */
  some?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** A list of todos, as a project. */
export type List = Node & {
  __typename?: 'List';
  /** The color it is shown in. */
  color: Color;
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** When it was deleted; null while it is there. Some time after this it is gone for good. */
  deletedAt: Maybe<Scalars['DateTime']['output']>;
  /** Opaque and unique across all types: made by the server, to be stored and sent back as it is. */
  id: Scalars['ID']['output'];
  /** Whether it is put away. What lies in an archived list is in no view of what is to be done. */
  isArchived: Scalars['Boolean']['output'];
  /** What it is called: 1 to 100 Unicode code points, without white space at its ends. */
  name: Scalars['String']['output'];
  /** How many open todos it has. */
  openTodoCount: Scalars['Int']['output'];
  /**
   * Where it stands among the lists when they are ordered by hand: at most 1000 Unicode code points, to be compared one by
   * one. Changed by `moveList`.
   */
  position: Scalars['String']['output'];
  /**
   * A page of the todos in it that match `filter`, in the order of `orderBy`.
   * Asked of many lists at once, it costs one statement for all of them.
   */
  todos: TodoConnection;
  /** When it last changed; never before `createdAt`. */
  updatedAt: Scalars['DateTime']['output'];
  /** Counts its changes, from 1: send it as `expectedVersion` to change only what you have seen. */
  version: Scalars['Int']['output'];
};


/** A list of todos, as a project. */
export type ListtodosArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TodoFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<Array<TodoOrder>>;
};

/** One change of one list. Exactly one of the fields is given. */
export type ListChangeInput =
  /** As `createList`. */
  { create: CreateListInput; delete?: never; move?: never; restore?: never; update?: never; }
  |  /** As `deleteList`. */
  { create?: never; delete: DeleteListInput; move?: never; restore?: never; update?: never; }
  |  /** As `moveList`. */
  { create?: never; delete?: never; move: MoveListInput; restore?: never; update?: never; }
  |  /** As `restoreList`. */
  { create?: never; delete?: never; move?: never; restore: RestoreListInput; update?: never; }
  |  /** As `updateList`. */
  { create?: never; delete?: never; move?: never; restore?: never; update: UpdateListInput; };

/** What became of one change. */
export type ListChangeResult = {
  __typename?: 'ListChangeResult';
  /**
   * The list as it is after this change; null when the change has `userErrors`, but for a `CONFLICT`, and when nothing was
   * changed because another change failed.
   */
  list: Maybe<List>;
  /** What to mend in this change; empty when it was made, or was not because another one failed. */
  userErrors: Array<UserError>;
};

/** A page of lists: see https://relay.dev/graphql/connections.htm. */
export type ListConnection = {
  __typename?: 'ListConnection';
  /** The lists of this page, each with its cursor. */
  edges: Array<ListEdge>;
  /** The lists of this page. */
  nodes: Array<List>;
  /** Where this page lies. */
  pageInfo: PageInfo;
  /** How many lists match the filter, on all pages. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

/** A list in a page. */
export type ListEdge = {
  __typename?: 'ListEdge';
  /** Opaque: where the list stands in the order of this page. */
  cursor: Scalars['String']['output'];
  /** The list. */
  node: List;
};

/** Which end of a list is meant. */
export type ListEnd =
  /** After everything that is there. */
  | 'END'
  /** Before everything that is there. */
  | 'START';

/**
 * Which lists. All the conditions that are given must hold; a null is the same as leaving it out.
 * At most 100 conditions, nested at most 10 deep.
 */
export type ListFilter = {
  /** Each of these holds. An empty list always holds. */
  and?: InputMaybe<Array<ListFilter>>;
  /** Whether it is put away. */
  isArchived?: InputMaybe<BooleanFilter>;
  /** What it is called. */
  name?: InputMaybe<StringFilter>;
  /** This does not hold. */
  not?: InputMaybe<ListFilter>;
  /** At least one of these holds. An empty list never holds. */
  or?: InputMaybe<Array<ListFilter>>;
};

/** A key to order lists by. */
export type ListOrder = {
  /** Which end comes first. */
  direction?: OrderDirection;
  /** What to order by. */
  field: ListOrderField;
};

/** What lists can be ordered by. */
export type ListOrderField =
  /** When it was created. */
  | 'CREATED_AT'
  /** The name, by Unicode code point: upper case before lower case, letters with accents after both. */
  | 'NAME'
  /** The order that people gave them by hand, with `moveList`. */
  | 'POSITION';

/**
 * Where a list is to go: right after or right before another one, or to an end.
 * Give at most one of `afterId`, `beforeId` and `to`.
 */
export type MoveListInput = {
  /** The `id` of the list that it comes right after. */
  afterId?: InputMaybe<Scalars['ID']['input']>;
  /** The `id` of the list that it comes right before. */
  beforeId?: InputMaybe<Scalars['ID']['input']>;
  /** Move it only if this is its `version`; else it is a `CONFLICT`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The `id` of the list. */
  id: Scalars['ID']['input'];
  /** The end that it goes to. The end, when neither `afterId` nor `beforeId` is given. */
  to?: InputMaybe<ListEnd>;
};

/** What became of `moveList`. */
export type MoveListPayload = {
  __typename?: 'MoveListPayload';
  /** The list as it is now; null when there are `userErrors`, but for a `CONFLICT`. */
  list: Maybe<List>;
  /** What to mend; empty when the list is where it was to go. */
  userErrors: Array<UserError>;
};

/**
 * Where a todo is to go: right after or right before another one, in the list of that one; or to an end of `listId`.
 * Give at most one of `afterId`, `beforeId` and `to`.
 */
export type MoveTodoInput = {
  /** The `id` of the todo that it comes right after. */
  afterId?: InputMaybe<Scalars['ID']['input']>;
  /** The `id` of the todo that it comes right before. */
  beforeId?: InputMaybe<Scalars['ID']['input']>;
  /** Move it only if this is its `version`; else it is a `CONFLICT`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The `id` of the todo. */
  id: Scalars['ID']['input'];
  /** The `id` of the list that it goes into, null for the inbox. Left out, it stays in its list, or goes into that of the other todo. */
  listId?: InputMaybe<Scalars['ID']['input']>;
  /** The end of the list that it goes to. The end, when neither `afterId` nor `beforeId` is given. */
  to?: InputMaybe<ListEnd>;
};

/** What became of `moveTodo`. */
export type MoveTodoPayload = {
  __typename?: 'MoveTodoPayload';
  /** The todo as it is now; null when there are `userErrors`, but for a `CONFLICT`. */
  todo: Maybe<Todo>;
  /** What to mend; empty when the todo is where it was to go. */
  userErrors: Array<UserError>;
};

/**
 * Everything that can be changed. Each mutation takes one `input` and returns one payload.
 * What a person can mend comes back in the payload's `userErrors`, and then nothing was written.
 */
export type Mutation = {
  __typename?: 'Mutation';
  /** Gives a todo tags. Those that it has already stay. */
  addTagsToTodo: AddTagsToTodoPayload;
  /**
   * Makes up to 100 changes of lists at once, one after the other, each as its own mutation would. Each succeeds or fails
   * by itself; with `allOrNothing` either every one is made or none.
   */
  changeLists: ChangeListsPayload;
  /**
   * Makes up to 100 changes of tags at once, one after the other, each as its own mutation would. Each succeeds or fails
   * by itself; with `allOrNothing` either every one is made or none.
   */
  changeTags: ChangeTagsPayload;
  /**
   * Makes up to 100 changes of todos at once, one after the other, each as its own mutation would. Each succeeds or fails
   * by itself; with `allOrNothing` either every one is made or none.
   */
  changeTodos: ChangeTodosPayload;
  /** Deletes the todos that are done, in one list or all, at most 1000 at once. */
  clearCompleted: ClearCompletedPayload;
  /** Marks a todo as done. One that is done already stays as it is. */
  completeTodo: CompleteTodoPayload;
  /** Creates a list, after the others. */
  createList: CreateListPayload;
  /** Creates a tag. */
  createTag: CreateTagPayload;
  /** Creates a todo, at the end of its list. */
  createTodo: CreateTodoPayload;
  /** Deletes a list and the todos in it. Until it is purged `restoreList` brings it back with them. */
  deleteList: DeleteListPayload;
  /** Deletes a tag: no todo has it any more. Until it is purged `restoreTag` brings it back, on its todos too. */
  deleteTag: DeleteTagPayload;
  /** Deletes a todo. Until it is purged `restoreTodo` brings it back. */
  deleteTodo: DeleteTodoPayload;
  /** Moves a list to another place in the order by hand. Nothing else moves. */
  moveList: MoveListPayload;
  /** Moves a todo to another place in the order by hand, or into another list. Nothing else moves. */
  moveTodo: MoveTodoPayload;
  /** Takes tags from a todo. Those that it does not have are passed over. */
  removeTagsFromTodo: RemoveTagsFromTodoPayload;
  /** Opens a todo that was done. One that is open already stays as it is. */
  reopenTodo: ReopenTodoPayload;
  /** Brings a deleted list back, with the todos that were deleted with it. */
  restoreList: RestoreListPayload;
  /** Brings a deleted tag back, on the todos that had it. */
  restoreTag: RestoreTagPayload;
  /** Brings a deleted todo back, to its place; into the inbox where its list is deleted. */
  restoreTodo: RestoreTodoPayload;
  /** Changes the fields of a list that are given, and leaves the others as they are. */
  updateList: UpdateListPayload;
  /** Changes the fields of a tag that are given, and leaves the others as they are. */
  updateTag: UpdateTagPayload;
  /** Changes the fields of a todo that are given, and leaves the others as they are. */
  updateTodo: UpdateTodoPayload;
};


/**
 * Everything that can be changed. Each mutation takes one `input` and returns one payload.
 * What a person can mend comes back in the payload's `userErrors`, and then nothing was written.
 */
export type MutationaddTagsToTodoArgs = {
  input: AddTagsToTodoInput;
};


/**
 * Everything that can be changed. Each mutation takes one `input` and returns one payload.
 * What a person can mend comes back in the payload's `userErrors`, and then nothing was written.
 */
export type MutationchangeListsArgs = {
  input: ChangeListsInput;
};


/**
 * Everything that can be changed. Each mutation takes one `input` and returns one payload.
 * What a person can mend comes back in the payload's `userErrors`, and then nothing was written.
 */
export type MutationchangeTagsArgs = {
  input: ChangeTagsInput;
};


/**
 * Everything that can be changed. Each mutation takes one `input` and returns one payload.
 * What a person can mend comes back in the payload's `userErrors`, and then nothing was written.
 */
export type MutationchangeTodosArgs = {
  input: ChangeTodosInput;
};


/**
 * Everything that can be changed. Each mutation takes one `input` and returns one payload.
 * What a person can mend comes back in the payload's `userErrors`, and then nothing was written.
 */
export type MutationclearCompletedArgs = {
  input: ClearCompletedInput;
};


/**
 * Everything that can be changed. Each mutation takes one `input` and returns one payload.
 * What a person can mend comes back in the payload's `userErrors`, and then nothing was written.
 */
export type MutationcompleteTodoArgs = {
  input: CompleteTodoInput;
};


/**
 * Everything that can be changed. Each mutation takes one `input` and returns one payload.
 * What a person can mend comes back in the payload's `userErrors`, and then nothing was written.
 */
export type MutationcreateListArgs = {
  input: CreateListInput;
};


/**
 * Everything that can be changed. Each mutation takes one `input` and returns one payload.
 * What a person can mend comes back in the payload's `userErrors`, and then nothing was written.
 */
export type MutationcreateTagArgs = {
  input: CreateTagInput;
};


/**
 * Everything that can be changed. Each mutation takes one `input` and returns one payload.
 * What a person can mend comes back in the payload's `userErrors`, and then nothing was written.
 */
export type MutationcreateTodoArgs = {
  input: CreateTodoInput;
};


/**
 * Everything that can be changed. Each mutation takes one `input` and returns one payload.
 * What a person can mend comes back in the payload's `userErrors`, and then nothing was written.
 */
export type MutationdeleteListArgs = {
  input: DeleteListInput;
};


/**
 * Everything that can be changed. Each mutation takes one `input` and returns one payload.
 * What a person can mend comes back in the payload's `userErrors`, and then nothing was written.
 */
export type MutationdeleteTagArgs = {
  input: DeleteTagInput;
};


/**
 * Everything that can be changed. Each mutation takes one `input` and returns one payload.
 * What a person can mend comes back in the payload's `userErrors`, and then nothing was written.
 */
export type MutationdeleteTodoArgs = {
  input: DeleteTodoInput;
};


/**
 * Everything that can be changed. Each mutation takes one `input` and returns one payload.
 * What a person can mend comes back in the payload's `userErrors`, and then nothing was written.
 */
export type MutationmoveListArgs = {
  input: MoveListInput;
};


/**
 * Everything that can be changed. Each mutation takes one `input` and returns one payload.
 * What a person can mend comes back in the payload's `userErrors`, and then nothing was written.
 */
export type MutationmoveTodoArgs = {
  input: MoveTodoInput;
};


/**
 * Everything that can be changed. Each mutation takes one `input` and returns one payload.
 * What a person can mend comes back in the payload's `userErrors`, and then nothing was written.
 */
export type MutationremoveTagsFromTodoArgs = {
  input: RemoveTagsFromTodoInput;
};


/**
 * Everything that can be changed. Each mutation takes one `input` and returns one payload.
 * What a person can mend comes back in the payload's `userErrors`, and then nothing was written.
 */
export type MutationreopenTodoArgs = {
  input: ReopenTodoInput;
};


/**
 * Everything that can be changed. Each mutation takes one `input` and returns one payload.
 * What a person can mend comes back in the payload's `userErrors`, and then nothing was written.
 */
export type MutationrestoreListArgs = {
  input: RestoreListInput;
};


/**
 * Everything that can be changed. Each mutation takes one `input` and returns one payload.
 * What a person can mend comes back in the payload's `userErrors`, and then nothing was written.
 */
export type MutationrestoreTagArgs = {
  input: RestoreTagInput;
};


/**
 * Everything that can be changed. Each mutation takes one `input` and returns one payload.
 * What a person can mend comes back in the payload's `userErrors`, and then nothing was written.
 */
export type MutationrestoreTodoArgs = {
  input: RestoreTodoInput;
};


/**
 * Everything that can be changed. Each mutation takes one `input` and returns one payload.
 * What a person can mend comes back in the payload's `userErrors`, and then nothing was written.
 */
export type MutationupdateListArgs = {
  input: UpdateListInput;
};


/**
 * Everything that can be changed. Each mutation takes one `input` and returns one payload.
 * What a person can mend comes back in the payload's `userErrors`, and then nothing was written.
 */
export type MutationupdateTagArgs = {
  input: UpdateTagInput;
};


/**
 * Everything that can be changed. Each mutation takes one `input` and returns one payload.
 * What a person can mend comes back in the payload's `userErrors`, and then nothing was written.
 */
export type MutationupdateTodoArgs = {
  input: UpdateTodoInput;
};

/** An object with an id that is unique across all types and stays the same for life. */
export type Node = {
  /** Opaque: made by the server, to be stored and sent back as it is. */
  id: Scalars['ID']['output'];
};

/** Which end of an order comes first. */
export type OrderDirection =
  /** Smallest, earliest, lowest, A first. */
  | 'ASC'
  /** Largest, latest, highest, Z first. */
  | 'DESC';

/** Where a page of a list lies: see https://relay.dev/graphql/connections.htm. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** The cursor of the last item of this page; null when the page is empty. */
  endCursor: Maybe<Scalars['String']['output']>;
  /** Whether there is more after this page: send `endCursor` as `after` to get it. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether there is more before this page: send `startCursor` as `before` to get it. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first item of this page; null when the page is empty. */
  startCursor: Maybe<Scalars['String']['output']>;
};

/** How urgent a todo is. In an order, `LOW` is the smallest and `URGENT` the largest. */
export type Priority =
  /** Before what is normal. */
  | 'HIGH'
  /** Some day. */
  | 'LOW'
  /** As most things are. */
  | 'NORMAL'
  /** Before everything else. */
  | 'URGENT';

/** Conditions on a priority. All that are given must hold; a null is the same as leaving it out. */
export type PriorityFilter = {
  /** Is exactly this. */
  eq?: InputMaybe<Priority>;
  /** Is one of these. An empty list never holds. */
  in?: InputMaybe<Array<Priority>>;
};

/** Everything that can be read. Reading changes nothing. */
export type Query = {
  __typename?: 'Query';
  /** The list with this id; null when there is none (any more). */
  list: Maybe<List>;
  /** A page of the lists that match `filter`, in the order of `orderBy`. */
  lists: ListConnection;
  /** The object with this id, whatever its type; null when there is none (any more). */
  node: Maybe<Node>;
  /** The objects with these ids, in the order of the ids; null in the place of each that does not exist (any more). */
  nodes: Array<Maybe<Node>>;
  /**
   * The todos whose title and description have every word of `text`, or a word that begins with it, whatever the case and
   * the accents. First those with every word in the title, then those with some, then the others; the newest first in each.
   */
  searchTodos: TodoConnection;
  /** The tag with this id; null when there is none (any more). */
  tag: Maybe<Tag>;
  /** A page of the tags that match `filter`, in the order of `orderBy`. */
  tags: TagConnection;
  /** The todo with this id; null when there is none (any more). */
  todo: Maybe<Todo>;
  /** How many todos each view has, counted at once. For lists and tags ask them for their `openTodoCount`. */
  todoCounts: TodoCounts;
  /**
   * A page of the todos that match `filter`, in the order of `orderBy`.
   * Go forwards with `first` and `after`, or backwards with `last` and `before`.
   * While todos come and go, each one that stays is met exactly once.
   */
  todos: TodoConnection;
  /** Who you are to the API, by the token that you sent. */
  viewer: Viewer;
};


/** Everything that can be read. Reading changes nothing. */
export type QuerylistArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be read. Reading changes nothing. */
export type QuerylistsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  deleted?: Scalars['Boolean']['input'];
  filter?: InputMaybe<ListFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<Array<ListOrder>>;
};


/** Everything that can be read. Reading changes nothing. */
export type QuerynodeArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be read. Reading changes nothing. */
export type QuerynodesArgs = {
  ids: Array<Scalars['ID']['input']>;
};


/** Everything that can be read. Reading changes nothing. */
export type QuerysearchTodosArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TodoFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  text: Scalars['String']['input'];
};


/** Everything that can be read. Reading changes nothing. */
export type QuerytagArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be read. Reading changes nothing. */
export type QuerytagsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  deleted?: Scalars['Boolean']['input'];
  filter?: InputMaybe<TagFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<Array<TagOrder>>;
};


/** Everything that can be read. Reading changes nothing. */
export type QuerytodoArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be read. Reading changes nothing. */
export type QuerytodoCountsArgs = {
  timeZone?: Scalars['String']['input'];
};


/** Everything that can be read. Reading changes nothing. */
export type QuerytodosArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  deleted?: Scalars['Boolean']['input'];
  filter?: InputMaybe<TodoFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<Array<TodoOrder>>;
};

/** Tags to be taken from a todo. */
export type RemoveTagsFromTodoInput = {
  /** Do it only if this is the todo's `version`; else it is a `CONFLICT`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The `id` of the todo. */
  id: Scalars['ID']['input'];
  /** The `id`s of the tags, at most 100. One that comes twice counts once. */
  tagIds: Array<Scalars['ID']['input']>;
};

/** What became of `removeTagsFromTodo`. */
export type RemoveTagsFromTodoPayload = {
  __typename?: 'RemoveTagsFromTodoPayload';
  /** The todo as it is now; null when there are `userErrors`, but for a `CONFLICT`. */
  todo: Maybe<Todo>;
  /** What to mend; empty when the todo does not have the tags. */
  userErrors: Array<UserError>;
};

/** A todo that is to be done again. */
export type ReopenTodoInput = {
  /** Reopen it only if this is its `version`; else it is a `CONFLICT`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The `id` of the todo. */
  id: Scalars['ID']['input'];
};

/** What became of `reopenTodo`. */
export type ReopenTodoPayload = {
  __typename?: 'ReopenTodoPayload';
  /** The todo as it is now; null when there are `userErrors`, but for a `CONFLICT`. */
  todo: Maybe<Todo>;
  /** What to mend; empty when the todo is open. */
  userErrors: Array<UserError>;
};

/** A deleted list to be brought back. */
export type RestoreListInput = {
  /** The `id` of the list. */
  id: Scalars['ID']['input'];
};

/** What became of `restoreList`. */
export type RestoreListPayload = {
  __typename?: 'RestoreListPayload';
  /** The list, back again; null when there are `userErrors`. */
  list: Maybe<List>;
  /** What to mend; empty when the list is there. */
  userErrors: Array<UserError>;
};

/** A deleted tag to be brought back. */
export type RestoreTagInput = {
  /** The `id` of the tag. */
  id: Scalars['ID']['input'];
};

/** What became of `restoreTag`. */
export type RestoreTagPayload = {
  __typename?: 'RestoreTagPayload';
  /** The tag, back again; null when there are `userErrors`. */
  tag: Maybe<Tag>;
  /** What to mend; empty when the tag is there. */
  userErrors: Array<UserError>;
};

/** A deleted todo to be brought back. */
export type RestoreTodoInput = {
  /** The `id` of the todo. */
  id: Scalars['ID']['input'];
};

/** What became of `restoreTodo`. */
export type RestoreTodoPayload = {
  __typename?: 'RestoreTodoPayload';
  /** The todo, back again; null when there are `userErrors`. */
  todo: Maybe<Todo>;
  /** What to mend; empty when the todo is there. */
  userErrors: Array<UserError>;
};

/** Conditions on a text. All that are given must hold; a null is the same as leaving it out. */
export type StringFilter = {
  /** Contains this text, whatever the case of the letters. No character has a special meaning; empty text is in every text. */
  contains?: InputMaybe<Scalars['String']['input']>;
  /** Is exactly this text, in every letter and its case. */
  eq?: InputMaybe<Scalars['String']['input']>;
};

/**
 * Everything that can be heard of as it happens, over graphql-ws (subprotocol `graphql-transport-ws`) at the same address.
 * A client that is too slow is closed with code 4410, one that may have missed something with 1012: connect again, subscribe,
 * and read anew.
 */
export type Subscription = {
  __typename?: 'Subscription';
  /**
   * The changes of todos, in the order in which they happened: all of them, or what is or was in one list, or one todo's.
   * What changes after the subscription began is certain to come; what was before has to be read.
   */
  todoChanged: TodoChange;
};


/**
 * Everything that can be heard of as it happens, over graphql-ws (subprotocol `graphql-transport-ws`) at the same address.
 * A client that is too slow is closed with code 4410, one that may have missed something with 1012: connect again, subscribe,
 * and read anew.
 */
export type SubscriptiontodoChangedArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  listId?: InputMaybe<Scalars['ID']['input']>;
};

/** A tag that todos can have. */
export type Tag = Node & {
  __typename?: 'Tag';
  /** The color it is shown in. */
  color: Color;
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** When it was deleted; null while it is there. Some time after this it is gone for good. */
  deletedAt: Maybe<Scalars['DateTime']['output']>;
  /** Opaque and unique across all types: made by the server, to be stored and sent back as it is. */
  id: Scalars['ID']['output'];
  /** What it is called: 1 to 50 Unicode code points, without white space at its ends. No two tags differ in case only. */
  name: Scalars['String']['output'];
  /** How many open todos have it. */
  openTodoCount: Scalars['Int']['output'];
  /**
   * A page of the todos that have it and match `filter`, in the order of `orderBy`.
   * Asked of many tags at once, it costs one statement for all of them.
   */
  todos: TodoConnection;
  /** When it last changed; never before `createdAt`. */
  updatedAt: Scalars['DateTime']['output'];
  /** Counts its changes, from 1: send it as `expectedVersion` to change only what you have seen. */
  version: Scalars['Int']['output'];
};


/** A tag that todos can have. */
export type TagtodosArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TodoFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<Array<TodoOrder>>;
};

/** One change of one tag. Exactly one of the fields is given. */
export type TagChangeInput =
  /** As `createTag`. */
  { create: CreateTagInput; delete?: never; restore?: never; update?: never; }
  |  /** As `deleteTag`. */
  { create?: never; delete: DeleteTagInput; restore?: never; update?: never; }
  |  /** As `restoreTag`. */
  { create?: never; delete?: never; restore: RestoreTagInput; update?: never; }
  |  /** As `updateTag`. */
  { create?: never; delete?: never; restore?: never; update: UpdateTagInput; };

/** What became of one change. */
export type TagChangeResult = {
  __typename?: 'TagChangeResult';
  /**
   * The tag as it is after this change; null when the change has `userErrors`, but for a `CONFLICT`, and when nothing was
   * changed because another change failed.
   */
  tag: Maybe<Tag>;
  /** What to mend in this change; empty when it was made, or was not because another one failed. */
  userErrors: Array<UserError>;
};

/** A page of tags: see https://relay.dev/graphql/connections.htm. */
export type TagConnection = {
  __typename?: 'TagConnection';
  /** The tags of this page, each with its cursor. */
  edges: Array<TagEdge>;
  /** The tags of this page. */
  nodes: Array<Tag>;
  /** Where this page lies. */
  pageInfo: PageInfo;
  /** How many tags match the filter, on all pages. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

/** A tag in a page. */
export type TagEdge = {
  __typename?: 'TagEdge';
  /** Opaque: where the tag stands in the order of this page. */
  cursor: Scalars['String']['output'];
  /** The tag. */
  node: Tag;
};

/**
 * Which tags. All the conditions that are given must hold; a null is the same as leaving it out.
 * At most 100 conditions, nested at most 10 deep.
 */
export type TagFilter = {
  /** Each of these holds. An empty list always holds. */
  and?: InputMaybe<Array<TagFilter>>;
  /** What it is called. */
  name?: InputMaybe<StringFilter>;
  /** This does not hold. */
  not?: InputMaybe<TagFilter>;
  /** At least one of these holds. An empty list never holds. */
  or?: InputMaybe<Array<TagFilter>>;
};

/** A key to order tags by. */
export type TagOrder = {
  /** Which end comes first. */
  direction?: OrderDirection;
  /** What to order by. */
  field: TagOrderField;
};

/** What tags can be ordered by. */
export type TagOrderField =
  /** When it was created. */
  | 'CREATED_AT'
  /** The name, by Unicode code point: upper case before lower case, letters with accents after both. */
  | 'NAME';

/** One thing to do. */
export type Todo = Node & {
  __typename?: 'Todo';
  /** When it was completed; null while it is open. */
  completedAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** When it was deleted; null while it is there. Some time after this it is gone for good. */
  deletedAt: Maybe<Scalars['DateTime']['output']>;
  /** More about it: up to 1000 Unicode code points; null when there is none. */
  description: Maybe<Scalars['String']['output']>;
  /** The day it is to be done by; null when there is none. */
  dueDate: Maybe<Scalars['Date']['output']>;
  /** Opaque and unique across all types: made by the server, to be stored and sent back as it is. */
  id: Scalars['ID']['output'];
  /** Whether it has been done: the same as having a `completedAt`. */
  isDone: Scalars['Boolean']['output'];
  /** The list it belongs to; null when it lies in the inbox. */
  list: Maybe<List>;
  /**
   * Where it stands among all todos when they are ordered by hand: at most 1000 Unicode code points, to be compared one by
   * one. Changed by `moveTodo`.
   */
  position: Scalars['String']['output'];
  /** How urgent it is. */
  priority: Priority;
  /** Its tags, by name; at most 20. */
  tags: Array<Tag>;
  /** What is to be done: 1 to 200 Unicode code points, without white space at its ends. */
  title: Scalars['String']['output'];
  /** When it last changed; never before `createdAt`. */
  updatedAt: Scalars['DateTime']['output'];
  /** Counts its changes, from 1: send it as `expectedVersion` to change only what you have seen. */
  version: Scalars['Int']['output'];
};

/** That a todo changed. */
export type TodoChange = {
  __typename?: 'TodoChange';
  /** What happened to it. */
  kind: TodoChangeKind;
  /** The todo after the change. */
  todo: Todo;
};

/** One change of one todo. Exactly one of the fields is given. */
export type TodoChangeInput =
  /** As `addTagsToTodo`. */
  { addTags: AddTagsToTodoInput; complete?: never; create?: never; delete?: never; move?: never; removeTags?: never; reopen?: never; restore?: never; update?: never; }
  |  /** As `completeTodo`. */
  { addTags?: never; complete: CompleteTodoInput; create?: never; delete?: never; move?: never; removeTags?: never; reopen?: never; restore?: never; update?: never; }
  |  /** As `createTodo`. */
  { addTags?: never; complete?: never; create: CreateTodoInput; delete?: never; move?: never; removeTags?: never; reopen?: never; restore?: never; update?: never; }
  |  /** As `deleteTodo`. */
  { addTags?: never; complete?: never; create?: never; delete: DeleteTodoInput; move?: never; removeTags?: never; reopen?: never; restore?: never; update?: never; }
  |  /** As `moveTodo`. */
  { addTags?: never; complete?: never; create?: never; delete?: never; move: MoveTodoInput; removeTags?: never; reopen?: never; restore?: never; update?: never; }
  |  /** As `removeTagsFromTodo`. */
  { addTags?: never; complete?: never; create?: never; delete?: never; move?: never; removeTags: RemoveTagsFromTodoInput; reopen?: never; restore?: never; update?: never; }
  |  /** As `reopenTodo`. */
  { addTags?: never; complete?: never; create?: never; delete?: never; move?: never; removeTags?: never; reopen: ReopenTodoInput; restore?: never; update?: never; }
  |  /** As `restoreTodo`. */
  { addTags?: never; complete?: never; create?: never; delete?: never; move?: never; removeTags?: never; reopen?: never; restore: RestoreTodoInput; update?: never; }
  |  /** As `updateTodo`. */
  { addTags?: never; complete?: never; create?: never; delete?: never; move?: never; removeTags?: never; reopen?: never; restore?: never; update: UpdateTodoInput; };

/** What can happen to a todo. More may be added: treat an unknown one as `UPDATED`. */
export type TodoChangeKind =
  /** It was completed. */
  | 'COMPLETED'
  /** It was created. */
  | 'CREATED'
  /** It was deleted. */
  | 'DELETED'
  /** It moved, within its list or to another one. */
  | 'MOVED'
  /** It was completed, and is open again. */
  | 'REOPENED'
  /** It was deleted, and is back. */
  | 'RESTORED'
  /** What is said about it changed. */
  | 'UPDATED';

/** What became of one change. */
export type TodoChangeResult = {
  __typename?: 'TodoChangeResult';
  /**
   * The todo as it is after this change; null when the change has `userErrors`, but for a `CONFLICT`, and when nothing was
   * changed because another change failed.
   */
  todo: Maybe<Todo>;
  /** What to mend in this change; empty when it was made, or was not because another one failed. */
  userErrors: Array<UserError>;
};

/** A page of todos: see https://relay.dev/graphql/connections.htm. */
export type TodoConnection = {
  __typename?: 'TodoConnection';
  /** The todos of this page, each with its cursor. */
  edges: Array<TodoEdge>;
  /** The todos of this page. */
  nodes: Array<Todo>;
  /** Where this page lies. */
  pageInfo: PageInfo;
  /** How many todos match the filter, on all pages. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

/** How many todos each view has (see `TodoView`). */
export type TodoCounts = {
  __typename?: 'TodoCounts';
  /** Done. */
  completed: Scalars['Int']['output'];
  /** Open, and in no list. */
  inbox: Scalars['Int']['output'];
  /** Everything that is open. */
  open: Scalars['Int']['output'];
  /** Open, and due before today. */
  overdue: Scalars['Int']['output'];
  /** Open, and due today. */
  today: Scalars['Int']['output'];
  /** Open, and due after today. */
  upcoming: Scalars['Int']['output'];
};

/** A todo in a page. */
export type TodoEdge = {
  __typename?: 'TodoEdge';
  /** Opaque: where the todo lies in the order of this list. */
  cursor: Scalars['String']['output'];
  /** The todo. */
  node: Todo;
};

/**
 * Which todos. All the conditions that are given must hold; a null is the same as leaving it out.
 * At most 100 conditions, nested at most 10 deep.
 */
export type TodoFilter = {
  /** Each of these holds. An empty list always holds. */
  and?: InputMaybe<Array<TodoFilter>>;
  /** When it was completed. */
  completedAt?: InputMaybe<DateTimeFilter>;
  /** When it was created. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** More about it; where there is none, nothing holds. */
  description?: InputMaybe<StringFilter>;
  /** The day it is to be done by. */
  dueDate?: InputMaybe<DateFilter>;
  /** Whether it has been done. */
  isDone?: InputMaybe<BooleanFilter>;
  /** The list it belongs to; `isNull: true` finds the inbox. */
  list?: InputMaybe<IdFilter>;
  /** This does not hold. */
  not?: InputMaybe<TodoFilter>;
  /** At least one of these holds. An empty list never holds. */
  or?: InputMaybe<Array<TodoFilter>>;
  /** How urgent it is. */
  priority?: InputMaybe<PriorityFilter>;
  /** Its tags. */
  tags?: InputMaybe<IdsFilter>;
  /** What is to be done. */
  title?: InputMaybe<StringFilter>;
  /** When it last changed. */
  updatedAt?: InputMaybe<DateTimeFilter>;
  /** It is in this view. */
  view?: InputMaybe<TodoViewFilter>;
};

/** A key to order todos by. */
export type TodoOrder = {
  /** Which end comes first. */
  direction?: OrderDirection;
  /** What to order by. */
  field: TodoOrderField;
};

/** What todos can be ordered by. */
export type TodoOrderField =
  /** When it was completed. What is open comes last in either direction. */
  | 'COMPLETED_AT'
  /** When it was created. */
  | 'CREATED_AT'
  /** The day it is to be done by. What has none comes last in either direction. */
  | 'DUE_DATE'
  /** The order that people gave them by hand, with `moveTodo`. */
  | 'POSITION'
  /** How urgent it is. */
  | 'PRIORITY'
  /** The title, by Unicode code point: upper case before lower case, letters with accents after both. */
  | 'TITLE'
  /** When it last changed. */
  | 'UPDATED_AT';

/** The views of a ToDo application. What lies in an archived list is in none of `TODAY`, `OVERDUE` and `UPCOMING`. */
export type TodoView =
  /** Done. */
  | 'COMPLETED'
  /** Open, and in no list. */
  | 'INBOX'
  /** Open, and due before today. */
  | 'OVERDUE'
  /** Open, and due today. */
  | 'TODAY'
  /** Open, and due after today. */
  | 'UPCOMING';

/** A view, and whose today it is made for. */
export type TodoViewFilter = {
  /** Which view. */
  eq: TodoView;
  /** The time zone whose date is today, by its IANA name, as `Europe/Berlin`. */
  timeZone?: Scalars['String']['input'];
};

/** Changes to a list. A field that is left out stays as it is. What changes nothing makes no new version. */
export type UpdateListInput = {
  /** The color it is shown in. Cannot be cleared. */
  color?: InputMaybe<Color>;
  /** Change it only if this is its `version`; else it is a `CONFLICT`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The `id` of the list. */
  id: Scalars['ID']['input'];
  /** Whether it is put away. Cannot be cleared. */
  isArchived?: InputMaybe<Scalars['Boolean']['input']>;
  /** What it is called: 1 to 100 Unicode code points once white space at its ends is removed. Cannot be cleared. */
  name?: InputMaybe<Scalars['String']['input']>;
};

/** What became of `updateList`. */
export type UpdateListPayload = {
  __typename?: 'UpdateListPayload';
  /** The list as it is now; null when there are `userErrors`, but for a `CONFLICT`. */
  list: Maybe<List>;
  /** What to mend; empty when the changes were made. */
  userErrors: Array<UserError>;
};

/** Changes to a tag. A field that is left out stays as it is. What changes nothing makes no new version. */
export type UpdateTagInput = {
  /** The color it is shown in. Cannot be cleared. */
  color?: InputMaybe<Color>;
  /** Change it only if this is its `version`; else it is a `CONFLICT`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The `id` of the tag. */
  id: Scalars['ID']['input'];
  /** What it is called: 1 to 50 Unicode code points once white space at its ends is removed. Cannot be cleared. */
  name?: InputMaybe<Scalars['String']['input']>;
};

/** What became of `updateTag`. */
export type UpdateTagPayload = {
  __typename?: 'UpdateTagPayload';
  /** The tag as it is now; null when there are `userErrors`, but for a `CONFLICT`. */
  tag: Maybe<Tag>;
  /** What to mend; empty when the changes were made. */
  userErrors: Array<UserError>;
};

/** Changes to a todo. A field that is left out stays as it is; null clears it. What changes nothing makes no new version. */
export type UpdateTodoInput = {
  /** More about it: up to 1000 Unicode code points. Blank is the same as null. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** The day it is to be done by. */
  dueDate?: InputMaybe<Scalars['Date']['input']>;
  /** Change it only if this is its `version`; else it is a `CONFLICT`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The `id` of the todo. */
  id: Scalars['ID']['input'];
  /**
   * Whether it has been done. Cannot be cleared.
   * @deprecated Use `completeTodo` and `reopenTodo`.
   */
  isDone?: InputMaybe<Scalars['Boolean']['input']>;
  /** How urgent it is. Cannot be cleared. */
  priority?: InputMaybe<Priority>;
  /** What is to be done: 1 to 200 Unicode code points once white space at its ends is removed. Cannot be cleared. */
  title?: InputMaybe<Scalars['String']['input']>;
};

/** What became of `updateTodo`. */
export type UpdateTodoPayload = {
  __typename?: 'UpdateTodoPayload';
  /** The todo as it is now; null when there are `userErrors`, but for a `CONFLICT`. */
  todo: Maybe<Todo>;
  /** What to mend; empty when the changes were made. */
  userErrors: Array<UserError>;
};

/** Something in the input that the person who gave it can mend. Nothing was written. */
export type UserError = {
  __typename?: 'UserError';
  /** What kind of mistake it is, for programs. */
  code: UserErrorCode;
  /** Where it is: the path of the field inside `input`; places in a list are numbers from 0. */
  field: Array<Scalars['String']['output']>;
  /** What is wrong and what is accepted, in a sentence for people. */
  message: Scalars['String']['output'];
};

/** The kinds of mistakes in an input. More may be added: treat an unknown one by its `message`. */
export type UserErrorCode =
  /** A text that needs at least one visible character has none. */
  | 'BLANK'
  /**
   * It is not as the input supposes: `expectedVersion` is not its version any more, or the `id` to be created exists with
   * other content. The payload shows it as it is now.
   */
  | 'CONFLICT'
  /** A text holds a character that cannot be stored: NUL, or half of a surrogate pair. */
  | 'INVALID_CHARACTER'
  /** A date that no calendar has, as 30 February. */
  | 'INVALID_DATE'
  /** There is nothing with this id (any more). */
  | 'NOT_FOUND'
  /** A field that always has a value was given null. */
  | 'REQUIRED'
  /** Another one has this name already. */
  | 'TAKEN'
  /** A text is longer than the field takes. Lengths are counted in Unicode code points. */
  | 'TOO_LONG'
  /** More are given than there can be, as tags of a todo. */
  | 'TOO_MANY';

/** Who asks: what they read and change is theirs alone. */
export type Viewer = {
  __typename?: 'Viewer';
  /**
   * Until when the token is accepted: its `exp`, and what the clocks may differ by. Null without authentication. A socket is
   * closed then, with code 4403: connect again with a new token.
   */
  expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** The subject of the token (`sub`). Without authentication there is one viewer, `local`, to whom everything belongs. */
  id: Scalars['ID']['output'];
  /** Whether a token says who this is. False where the API runs without authentication, on one's own machine. */
  isAuthenticated: Scalars['Boolean']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;




/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( ListMapper & { __typename: 'List' } )
    | ( TagMapper & { __typename: 'Tag' } )
    | ( TodoMapper & { __typename: 'Todo' } )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AddTagsToTodoInput: AddTagsToTodoInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AddTagsToTodoPayload: ResolverTypeWrapper<Omit<AddTagsToTodoPayload, 'todo' | 'userErrors'> & { todo?: Maybe<ResolversTypes['Todo']>, userErrors: Array<ResolversTypes['UserError']> }>;
  BooleanFilter: BooleanFilter;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ChangeListsInput: ChangeListsInput;
  ChangeListsPayload: ResolverTypeWrapper<Omit<ChangeListsPayload, 'results' | 'userErrors'> & { results: Array<ResolversTypes['ListChangeResult']>, userErrors: Array<ResolversTypes['UserError']> }>;
  ChangeTagsInput: ChangeTagsInput;
  ChangeTagsPayload: ResolverTypeWrapper<Omit<ChangeTagsPayload, 'results' | 'userErrors'> & { results: Array<ResolversTypes['TagChangeResult']>, userErrors: Array<ResolversTypes['UserError']> }>;
  ChangeTodosInput: ChangeTodosInput;
  ChangeTodosPayload: ResolverTypeWrapper<Omit<ChangeTodosPayload, 'results' | 'userErrors'> & { results: Array<ResolversTypes['TodoChangeResult']>, userErrors: Array<ResolversTypes['UserError']> }>;
  ClearCompletedInput: ClearCompletedInput;
  ClearCompletedPayload: ResolverTypeWrapper<Omit<ClearCompletedPayload, 'userErrors'> & { userErrors: Array<ResolversTypes['UserError']> }>;
  Color: ResolverTypeWrapper<'GREY' | 'RED' | 'ORANGE' | 'YELLOW' | 'GREEN' | 'TEAL' | 'BLUE' | 'PURPLE' | 'PINK' | 'BROWN'>;
  CompleteTodoInput: CompleteTodoInput;
  CompleteTodoPayload: ResolverTypeWrapper<Omit<CompleteTodoPayload, 'todo' | 'userErrors'> & { todo?: Maybe<ResolversTypes['Todo']>, userErrors: Array<ResolversTypes['UserError']> }>;
  CreateListInput: CreateListInput;
  CreateListPayload: ResolverTypeWrapper<Omit<CreateListPayload, 'list' | 'listEdge' | 'userErrors'> & { list?: Maybe<ResolversTypes['List']>, listEdge?: Maybe<ResolversTypes['ListEdge']>, userErrors: Array<ResolversTypes['UserError']> }>;
  CreateTagInput: CreateTagInput;
  CreateTagPayload: ResolverTypeWrapper<Omit<CreateTagPayload, 'tag' | 'tagEdge' | 'userErrors'> & { tag?: Maybe<ResolversTypes['Tag']>, tagEdge?: Maybe<ResolversTypes['TagEdge']>, userErrors: Array<ResolversTypes['UserError']> }>;
  CreateTodoInput: CreateTodoInput;
  CreateTodoPayload: ResolverTypeWrapper<Omit<CreateTodoPayload, 'todo' | 'todoEdge' | 'userErrors'> & { todo?: Maybe<ResolversTypes['Todo']>, todoEdge?: Maybe<ResolversTypes['TodoEdge']>, userErrors: Array<ResolversTypes['UserError']> }>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateFilter: DateFilter;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DateTimeFilter: DateTimeFilter;
  DeleteListInput: DeleteListInput;
  DeleteListPayload: ResolverTypeWrapper<Omit<DeleteListPayload, 'list' | 'userErrors'> & { list?: Maybe<ResolversTypes['List']>, userErrors: Array<ResolversTypes['UserError']> }>;
  DeleteTagInput: DeleteTagInput;
  DeleteTagPayload: ResolverTypeWrapper<Omit<DeleteTagPayload, 'tag' | 'userErrors'> & { tag?: Maybe<ResolversTypes['Tag']>, userErrors: Array<ResolversTypes['UserError']> }>;
  DeleteTodoInput: DeleteTodoInput;
  DeleteTodoPayload: ResolverTypeWrapper<Omit<DeleteTodoPayload, 'todo' | 'userErrors'> & { todo?: Maybe<ResolversTypes['Todo']>, userErrors: Array<ResolversTypes['UserError']> }>;
  IdFilter: IdFilter;
  IdsFilter: IdsFilter;
  List: ResolverTypeWrapper<ListMapper>;
  ListChangeInput: ListChangeInput;
  ListChangeResult: ResolverTypeWrapper<Omit<ListChangeResult, 'list' | 'userErrors'> & { list?: Maybe<ResolversTypes['List']>, userErrors: Array<ResolversTypes['UserError']> }>;
  ListConnection: ResolverTypeWrapper<ListConnectionMapper>;
  ListEdge: ResolverTypeWrapper<Omit<ListEdge, 'node'> & { node: ResolversTypes['List'] }>;
  ListEnd: ResolverTypeWrapper<'START' | 'END'>;
  ListFilter: ListFilter;
  ListOrder: ListOrder;
  ListOrderField: ResolverTypeWrapper<'POSITION' | 'NAME' | 'CREATED_AT'>;
  MoveListInput: MoveListInput;
  MoveListPayload: ResolverTypeWrapper<Omit<MoveListPayload, 'list' | 'userErrors'> & { list?: Maybe<ResolversTypes['List']>, userErrors: Array<ResolversTypes['UserError']> }>;
  MoveTodoInput: MoveTodoInput;
  MoveTodoPayload: ResolverTypeWrapper<Omit<MoveTodoPayload, 'todo' | 'userErrors'> & { todo?: Maybe<ResolversTypes['Todo']>, userErrors: Array<ResolversTypes['UserError']> }>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  OrderDirection: ResolverTypeWrapper<'ASC' | 'DESC'>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Priority: ResolverTypeWrapper<'LOW' | 'NORMAL' | 'HIGH' | 'URGENT'>;
  PriorityFilter: PriorityFilter;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RemoveTagsFromTodoInput: RemoveTagsFromTodoInput;
  RemoveTagsFromTodoPayload: ResolverTypeWrapper<Omit<RemoveTagsFromTodoPayload, 'todo' | 'userErrors'> & { todo?: Maybe<ResolversTypes['Todo']>, userErrors: Array<ResolversTypes['UserError']> }>;
  ReopenTodoInput: ReopenTodoInput;
  ReopenTodoPayload: ResolverTypeWrapper<Omit<ReopenTodoPayload, 'todo' | 'userErrors'> & { todo?: Maybe<ResolversTypes['Todo']>, userErrors: Array<ResolversTypes['UserError']> }>;
  RestoreListInput: RestoreListInput;
  RestoreListPayload: ResolverTypeWrapper<Omit<RestoreListPayload, 'list' | 'userErrors'> & { list?: Maybe<ResolversTypes['List']>, userErrors: Array<ResolversTypes['UserError']> }>;
  RestoreTagInput: RestoreTagInput;
  RestoreTagPayload: ResolverTypeWrapper<Omit<RestoreTagPayload, 'tag' | 'userErrors'> & { tag?: Maybe<ResolversTypes['Tag']>, userErrors: Array<ResolversTypes['UserError']> }>;
  RestoreTodoInput: RestoreTodoInput;
  RestoreTodoPayload: ResolverTypeWrapper<Omit<RestoreTodoPayload, 'todo' | 'userErrors'> & { todo?: Maybe<ResolversTypes['Todo']>, userErrors: Array<ResolversTypes['UserError']> }>;
  StringFilter: StringFilter;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Tag: ResolverTypeWrapper<TagMapper>;
  TagChangeInput: TagChangeInput;
  TagChangeResult: ResolverTypeWrapper<Omit<TagChangeResult, 'tag' | 'userErrors'> & { tag?: Maybe<ResolversTypes['Tag']>, userErrors: Array<ResolversTypes['UserError']> }>;
  TagConnection: ResolverTypeWrapper<TagConnectionMapper>;
  TagEdge: ResolverTypeWrapper<Omit<TagEdge, 'node'> & { node: ResolversTypes['Tag'] }>;
  TagFilter: TagFilter;
  TagOrder: TagOrder;
  TagOrderField: ResolverTypeWrapper<'NAME' | 'CREATED_AT'>;
  Todo: ResolverTypeWrapper<TodoMapper>;
  TodoChange: ResolverTypeWrapper<Omit<TodoChange, 'kind' | 'todo'> & { kind: ResolversTypes['TodoChangeKind'], todo: ResolversTypes['Todo'] }>;
  TodoChangeInput: TodoChangeInput;
  TodoChangeKind: ResolverTypeWrapper<'CREATED' | 'UPDATED' | 'COMPLETED' | 'REOPENED' | 'MOVED' | 'DELETED' | 'RESTORED'>;
  TodoChangeResult: ResolverTypeWrapper<Omit<TodoChangeResult, 'todo' | 'userErrors'> & { todo?: Maybe<ResolversTypes['Todo']>, userErrors: Array<ResolversTypes['UserError']> }>;
  TodoConnection: ResolverTypeWrapper<TodoConnectionMapper>;
  TodoCounts: ResolverTypeWrapper<TodoCounts>;
  TodoEdge: ResolverTypeWrapper<Omit<TodoEdge, 'node'> & { node: ResolversTypes['Todo'] }>;
  TodoFilter: TodoFilter;
  TodoOrder: TodoOrder;
  TodoOrderField: ResolverTypeWrapper<'POSITION' | 'CREATED_AT' | 'UPDATED_AT' | 'COMPLETED_AT' | 'DUE_DATE' | 'PRIORITY' | 'TITLE'>;
  TodoView: ResolverTypeWrapper<'INBOX' | 'TODAY' | 'OVERDUE' | 'UPCOMING' | 'COMPLETED'>;
  TodoViewFilter: TodoViewFilter;
  UUID: ResolverTypeWrapper<Scalars['UUID']['output']>;
  UpdateListInput: UpdateListInput;
  UpdateListPayload: ResolverTypeWrapper<Omit<UpdateListPayload, 'list' | 'userErrors'> & { list?: Maybe<ResolversTypes['List']>, userErrors: Array<ResolversTypes['UserError']> }>;
  UpdateTagInput: UpdateTagInput;
  UpdateTagPayload: ResolverTypeWrapper<Omit<UpdateTagPayload, 'tag' | 'userErrors'> & { tag?: Maybe<ResolversTypes['Tag']>, userErrors: Array<ResolversTypes['UserError']> }>;
  UpdateTodoInput: UpdateTodoInput;
  UpdateTodoPayload: ResolverTypeWrapper<Omit<UpdateTodoPayload, 'todo' | 'userErrors'> & { todo?: Maybe<ResolversTypes['Todo']>, userErrors: Array<ResolversTypes['UserError']> }>;
  UserError: ResolverTypeWrapper<Omit<UserError, 'code'> & { code: ResolversTypes['UserErrorCode'] }>;
  UserErrorCode: ResolverTypeWrapper<'BLANK' | 'TOO_LONG' | 'TOO_MANY' | 'INVALID_CHARACTER' | 'INVALID_DATE' | 'REQUIRED' | 'NOT_FOUND' | 'TAKEN' | 'CONFLICT'>;
  Viewer: ResolverTypeWrapper<Viewer>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AddTagsToTodoInput: AddTagsToTodoInput;
  ID: Scalars['ID']['output'];
  AddTagsToTodoPayload: Omit<AddTagsToTodoPayload, 'todo' | 'userErrors'> & { todo?: Maybe<ResolversParentTypes['Todo']>, userErrors: Array<ResolversParentTypes['UserError']> };
  BooleanFilter: BooleanFilter;
  Boolean: Scalars['Boolean']['output'];
  ChangeListsInput: ChangeListsInput;
  ChangeListsPayload: Omit<ChangeListsPayload, 'results' | 'userErrors'> & { results: Array<ResolversParentTypes['ListChangeResult']>, userErrors: Array<ResolversParentTypes['UserError']> };
  ChangeTagsInput: ChangeTagsInput;
  ChangeTagsPayload: Omit<ChangeTagsPayload, 'results' | 'userErrors'> & { results: Array<ResolversParentTypes['TagChangeResult']>, userErrors: Array<ResolversParentTypes['UserError']> };
  ChangeTodosInput: ChangeTodosInput;
  ChangeTodosPayload: Omit<ChangeTodosPayload, 'results' | 'userErrors'> & { results: Array<ResolversParentTypes['TodoChangeResult']>, userErrors: Array<ResolversParentTypes['UserError']> };
  ClearCompletedInput: ClearCompletedInput;
  ClearCompletedPayload: Omit<ClearCompletedPayload, 'userErrors'> & { userErrors: Array<ResolversParentTypes['UserError']> };
  CompleteTodoInput: CompleteTodoInput;
  CompleteTodoPayload: Omit<CompleteTodoPayload, 'todo' | 'userErrors'> & { todo?: Maybe<ResolversParentTypes['Todo']>, userErrors: Array<ResolversParentTypes['UserError']> };
  CreateListInput: CreateListInput;
  CreateListPayload: Omit<CreateListPayload, 'list' | 'listEdge' | 'userErrors'> & { list?: Maybe<ResolversParentTypes['List']>, listEdge?: Maybe<ResolversParentTypes['ListEdge']>, userErrors: Array<ResolversParentTypes['UserError']> };
  CreateTagInput: CreateTagInput;
  CreateTagPayload: Omit<CreateTagPayload, 'tag' | 'tagEdge' | 'userErrors'> & { tag?: Maybe<ResolversParentTypes['Tag']>, tagEdge?: Maybe<ResolversParentTypes['TagEdge']>, userErrors: Array<ResolversParentTypes['UserError']> };
  CreateTodoInput: CreateTodoInput;
  CreateTodoPayload: Omit<CreateTodoPayload, 'todo' | 'todoEdge' | 'userErrors'> & { todo?: Maybe<ResolversParentTypes['Todo']>, todoEdge?: Maybe<ResolversParentTypes['TodoEdge']>, userErrors: Array<ResolversParentTypes['UserError']> };
  Date: Scalars['Date']['output'];
  DateFilter: DateFilter;
  DateTime: Scalars['DateTime']['output'];
  DateTimeFilter: DateTimeFilter;
  DeleteListInput: DeleteListInput;
  DeleteListPayload: Omit<DeleteListPayload, 'list' | 'userErrors'> & { list?: Maybe<ResolversParentTypes['List']>, userErrors: Array<ResolversParentTypes['UserError']> };
  DeleteTagInput: DeleteTagInput;
  DeleteTagPayload: Omit<DeleteTagPayload, 'tag' | 'userErrors'> & { tag?: Maybe<ResolversParentTypes['Tag']>, userErrors: Array<ResolversParentTypes['UserError']> };
  DeleteTodoInput: DeleteTodoInput;
  DeleteTodoPayload: Omit<DeleteTodoPayload, 'todo' | 'userErrors'> & { todo?: Maybe<ResolversParentTypes['Todo']>, userErrors: Array<ResolversParentTypes['UserError']> };
  IdFilter: IdFilter;
  IdsFilter: IdsFilter;
  List: ListMapper;
  ListChangeInput: ListChangeInput;
  ListChangeResult: Omit<ListChangeResult, 'list' | 'userErrors'> & { list?: Maybe<ResolversParentTypes['List']>, userErrors: Array<ResolversParentTypes['UserError']> };
  ListConnection: ListConnectionMapper;
  ListEdge: Omit<ListEdge, 'node'> & { node: ResolversParentTypes['List'] };
  ListFilter: ListFilter;
  ListOrder: ListOrder;
  MoveListInput: MoveListInput;
  MoveListPayload: Omit<MoveListPayload, 'list' | 'userErrors'> & { list?: Maybe<ResolversParentTypes['List']>, userErrors: Array<ResolversParentTypes['UserError']> };
  MoveTodoInput: MoveTodoInput;
  MoveTodoPayload: Omit<MoveTodoPayload, 'todo' | 'userErrors'> & { todo?: Maybe<ResolversParentTypes['Todo']>, userErrors: Array<ResolversParentTypes['UserError']> };
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  PageInfo: PageInfo;
  PriorityFilter: PriorityFilter;
  Query: Record<PropertyKey, never>;
  RemoveTagsFromTodoInput: RemoveTagsFromTodoInput;
  RemoveTagsFromTodoPayload: Omit<RemoveTagsFromTodoPayload, 'todo' | 'userErrors'> & { todo?: Maybe<ResolversParentTypes['Todo']>, userErrors: Array<ResolversParentTypes['UserError']> };
  ReopenTodoInput: ReopenTodoInput;
  ReopenTodoPayload: Omit<ReopenTodoPayload, 'todo' | 'userErrors'> & { todo?: Maybe<ResolversParentTypes['Todo']>, userErrors: Array<ResolversParentTypes['UserError']> };
  RestoreListInput: RestoreListInput;
  RestoreListPayload: Omit<RestoreListPayload, 'list' | 'userErrors'> & { list?: Maybe<ResolversParentTypes['List']>, userErrors: Array<ResolversParentTypes['UserError']> };
  RestoreTagInput: RestoreTagInput;
  RestoreTagPayload: Omit<RestoreTagPayload, 'tag' | 'userErrors'> & { tag?: Maybe<ResolversParentTypes['Tag']>, userErrors: Array<ResolversParentTypes['UserError']> };
  RestoreTodoInput: RestoreTodoInput;
  RestoreTodoPayload: Omit<RestoreTodoPayload, 'todo' | 'userErrors'> & { todo?: Maybe<ResolversParentTypes['Todo']>, userErrors: Array<ResolversParentTypes['UserError']> };
  StringFilter: StringFilter;
  Subscription: Record<PropertyKey, never>;
  Tag: TagMapper;
  TagChangeInput: TagChangeInput;
  TagChangeResult: Omit<TagChangeResult, 'tag' | 'userErrors'> & { tag?: Maybe<ResolversParentTypes['Tag']>, userErrors: Array<ResolversParentTypes['UserError']> };
  TagConnection: TagConnectionMapper;
  TagEdge: Omit<TagEdge, 'node'> & { node: ResolversParentTypes['Tag'] };
  TagFilter: TagFilter;
  TagOrder: TagOrder;
  Todo: TodoMapper;
  TodoChange: Omit<TodoChange, 'todo'> & { todo: ResolversParentTypes['Todo'] };
  TodoChangeInput: TodoChangeInput;
  TodoChangeResult: Omit<TodoChangeResult, 'todo' | 'userErrors'> & { todo?: Maybe<ResolversParentTypes['Todo']>, userErrors: Array<ResolversParentTypes['UserError']> };
  TodoConnection: TodoConnectionMapper;
  TodoCounts: TodoCounts;
  TodoEdge: Omit<TodoEdge, 'node'> & { node: ResolversParentTypes['Todo'] };
  TodoFilter: TodoFilter;
  TodoOrder: TodoOrder;
  TodoViewFilter: TodoViewFilter;
  UUID: Scalars['UUID']['output'];
  UpdateListInput: UpdateListInput;
  UpdateListPayload: Omit<UpdateListPayload, 'list' | 'userErrors'> & { list?: Maybe<ResolversParentTypes['List']>, userErrors: Array<ResolversParentTypes['UserError']> };
  UpdateTagInput: UpdateTagInput;
  UpdateTagPayload: Omit<UpdateTagPayload, 'tag' | 'userErrors'> & { tag?: Maybe<ResolversParentTypes['Tag']>, userErrors: Array<ResolversParentTypes['UserError']> };
  UpdateTodoInput: UpdateTodoInput;
  UpdateTodoPayload: Omit<UpdateTodoPayload, 'todo' | 'userErrors'> & { todo?: Maybe<ResolversParentTypes['Todo']>, userErrors: Array<ResolversParentTypes['UserError']> };
  UserError: UserError;
  Viewer: Viewer;
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
};

export type costDirectiveArgs = {
  weight: Scalars['Int']['input'];
};

export type costDirectiveResolver<Result, Parent, ContextType = Context, Args = costDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type lengthDirectiveArgs = {
  max: Scalars['Int']['input'];
};

export type lengthDirectiveResolver<Result, Parent, ContextType = Context, Args = lengthDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type listSizeDirectiveArgs = {
  assumedSize?: Maybe<Scalars['Int']['input']>;
  slicingArguments?: Maybe<Array<Scalars['String']['input']>>;
};

export type listSizeDirectiveResolver<Result, Parent, ContextType = Context, Args = listSizeDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AddTagsToTodoPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddTagsToTodoPayload'] = ResolversParentTypes['AddTagsToTodoPayload']> = {
  todo?: Resolver<Maybe<ResolversTypes['Todo']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ChangeListsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangeListsPayload'] = ResolversParentTypes['ChangeListsPayload']> = {
  results?: Resolver<Array<ResolversTypes['ListChangeResult']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ChangeTagsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangeTagsPayload'] = ResolversParentTypes['ChangeTagsPayload']> = {
  results?: Resolver<Array<ResolversTypes['TagChangeResult']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ChangeTodosPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangeTodosPayload'] = ResolversParentTypes['ChangeTodosPayload']> = {
  results?: Resolver<Array<ResolversTypes['TodoChangeResult']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ClearCompletedPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClearCompletedPayload'] = ResolversParentTypes['ClearCompletedPayload']> = {
  deletedIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  hasMore?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ColorResolvers = EnumResolverSignature<{ BLUE?: any, BROWN?: any, GREEN?: any, GREY?: any, ORANGE?: any, PINK?: any, PURPLE?: any, RED?: any, TEAL?: any, YELLOW?: any }, ResolversTypes['Color']>;

export type CompleteTodoPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CompleteTodoPayload'] = ResolversParentTypes['CompleteTodoPayload']> = {
  todo?: Resolver<Maybe<ResolversTypes['Todo']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateListPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateListPayload'] = ResolversParentTypes['CreateListPayload']> = {
  list?: Resolver<Maybe<ResolversTypes['List']>, ParentType, ContextType>;
  listEdge?: Resolver<Maybe<ResolversTypes['ListEdge']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateTagPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateTagPayload'] = ResolversParentTypes['CreateTagPayload']> = {
  tag?: Resolver<Maybe<ResolversTypes['Tag']>, ParentType, ContextType>;
  tagEdge?: Resolver<Maybe<ResolversTypes['TagEdge']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateTodoPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateTodoPayload'] = ResolversParentTypes['CreateTodoPayload']> = {
  todo?: Resolver<Maybe<ResolversTypes['Todo']>, ParentType, ContextType>;
  todoEdge?: Resolver<Maybe<ResolversTypes['TodoEdge']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteListPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteListPayload'] = ResolversParentTypes['DeleteListPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  list?: Resolver<Maybe<ResolversTypes['List']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DeleteTagPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteTagPayload'] = ResolversParentTypes['DeleteTagPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  tag?: Resolver<Maybe<ResolversTypes['Tag']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DeleteTodoPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteTodoPayload'] = ResolversParentTypes['DeleteTodoPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  todo?: Resolver<Maybe<ResolversTypes['Todo']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ListResolvers<ContextType = Context, ParentType extends ResolversParentTypes['List'] = ResolversParentTypes['List']> = {
  color?: Resolver<ResolversTypes['Color'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isArchived?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  openTodoCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  position?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  todos?: Resolver<ResolversTypes['TodoConnection'], ParentType, ContextType, Partial<ListtodosArgs>>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ListChangeResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ListChangeResult'] = ResolversParentTypes['ListChangeResult']> = {
  list?: Resolver<Maybe<ResolversTypes['List']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ListConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ListConnection'] = ResolversParentTypes['ListConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ListEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['List']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ListEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ListEdge'] = ResolversParentTypes['ListEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['List'], ParentType, ContextType>;
};

export type ListEndResolvers = EnumResolverSignature<{ END?: any, START?: any }, ResolversTypes['ListEnd']>;

export type ListOrderFieldResolvers = EnumResolverSignature<{ CREATED_AT?: any, NAME?: any, POSITION?: any }, ResolversTypes['ListOrderField']>;

export type MoveListPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MoveListPayload'] = ResolversParentTypes['MoveListPayload']> = {
  list?: Resolver<Maybe<ResolversTypes['List']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type MoveTodoPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MoveTodoPayload'] = ResolversParentTypes['MoveTodoPayload']> = {
  todo?: Resolver<Maybe<ResolversTypes['Todo']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  addTagsToTodo?: Resolver<ResolversTypes['AddTagsToTodoPayload'], ParentType, ContextType, RequireFields<MutationaddTagsToTodoArgs, 'input'>>;
  changeLists?: Resolver<ResolversTypes['ChangeListsPayload'], ParentType, ContextType, RequireFields<MutationchangeListsArgs, 'input'>>;
  changeTags?: Resolver<ResolversTypes['ChangeTagsPayload'], ParentType, ContextType, RequireFields<MutationchangeTagsArgs, 'input'>>;
  changeTodos?: Resolver<ResolversTypes['ChangeTodosPayload'], ParentType, ContextType, RequireFields<MutationchangeTodosArgs, 'input'>>;
  clearCompleted?: Resolver<ResolversTypes['ClearCompletedPayload'], ParentType, ContextType, RequireFields<MutationclearCompletedArgs, 'input'>>;
  completeTodo?: Resolver<ResolversTypes['CompleteTodoPayload'], ParentType, ContextType, RequireFields<MutationcompleteTodoArgs, 'input'>>;
  createList?: Resolver<ResolversTypes['CreateListPayload'], ParentType, ContextType, RequireFields<MutationcreateListArgs, 'input'>>;
  createTag?: Resolver<ResolversTypes['CreateTagPayload'], ParentType, ContextType, RequireFields<MutationcreateTagArgs, 'input'>>;
  createTodo?: Resolver<ResolversTypes['CreateTodoPayload'], ParentType, ContextType, RequireFields<MutationcreateTodoArgs, 'input'>>;
  deleteList?: Resolver<ResolversTypes['DeleteListPayload'], ParentType, ContextType, RequireFields<MutationdeleteListArgs, 'input'>>;
  deleteTag?: Resolver<ResolversTypes['DeleteTagPayload'], ParentType, ContextType, RequireFields<MutationdeleteTagArgs, 'input'>>;
  deleteTodo?: Resolver<ResolversTypes['DeleteTodoPayload'], ParentType, ContextType, RequireFields<MutationdeleteTodoArgs, 'input'>>;
  moveList?: Resolver<ResolversTypes['MoveListPayload'], ParentType, ContextType, RequireFields<MutationmoveListArgs, 'input'>>;
  moveTodo?: Resolver<ResolversTypes['MoveTodoPayload'], ParentType, ContextType, RequireFields<MutationmoveTodoArgs, 'input'>>;
  removeTagsFromTodo?: Resolver<ResolversTypes['RemoveTagsFromTodoPayload'], ParentType, ContextType, RequireFields<MutationremoveTagsFromTodoArgs, 'input'>>;
  reopenTodo?: Resolver<ResolversTypes['ReopenTodoPayload'], ParentType, ContextType, RequireFields<MutationreopenTodoArgs, 'input'>>;
  restoreList?: Resolver<ResolversTypes['RestoreListPayload'], ParentType, ContextType, RequireFields<MutationrestoreListArgs, 'input'>>;
  restoreTag?: Resolver<ResolversTypes['RestoreTagPayload'], ParentType, ContextType, RequireFields<MutationrestoreTagArgs, 'input'>>;
  restoreTodo?: Resolver<ResolversTypes['RestoreTodoPayload'], ParentType, ContextType, RequireFields<MutationrestoreTodoArgs, 'input'>>;
  updateList?: Resolver<ResolversTypes['UpdateListPayload'], ParentType, ContextType, RequireFields<MutationupdateListArgs, 'input'>>;
  updateTag?: Resolver<ResolversTypes['UpdateTagPayload'], ParentType, ContextType, RequireFields<MutationupdateTagArgs, 'input'>>;
  updateTodo?: Resolver<ResolversTypes['UpdateTodoPayload'], ParentType, ContextType, RequireFields<MutationupdateTodoArgs, 'input'>>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType?: TypeResolveFn<'List' | 'Tag' | 'Todo', ParentType, ContextType>;
};

export type OrderDirectionResolvers = EnumResolverSignature<{ ASC?: any, DESC?: any }, ResolversTypes['OrderDirection']>;

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PriorityResolvers = EnumResolverSignature<{ HIGH?: any, LOW?: any, NORMAL?: any, URGENT?: any }, ResolversTypes['Priority']>;

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  list?: Resolver<Maybe<ResolversTypes['List']>, ParentType, ContextType, RequireFields<QuerylistArgs, 'id'>>;
  lists?: Resolver<ResolversTypes['ListConnection'], ParentType, ContextType, RequireFields<QuerylistsArgs, 'deleted'>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QuerynodeArgs, 'id'>>;
  nodes?: Resolver<Array<Maybe<ResolversTypes['Node']>>, ParentType, ContextType, RequireFields<QuerynodesArgs, 'ids'>>;
  searchTodos?: Resolver<ResolversTypes['TodoConnection'], ParentType, ContextType, RequireFields<QuerysearchTodosArgs, 'text'>>;
  tag?: Resolver<Maybe<ResolversTypes['Tag']>, ParentType, ContextType, RequireFields<QuerytagArgs, 'id'>>;
  tags?: Resolver<ResolversTypes['TagConnection'], ParentType, ContextType, RequireFields<QuerytagsArgs, 'deleted'>>;
  todo?: Resolver<Maybe<ResolversTypes['Todo']>, ParentType, ContextType, RequireFields<QuerytodoArgs, 'id'>>;
  todoCounts?: Resolver<ResolversTypes['TodoCounts'], ParentType, ContextType, RequireFields<QuerytodoCountsArgs, 'timeZone'>>;
  todos?: Resolver<ResolversTypes['TodoConnection'], ParentType, ContextType, RequireFields<QuerytodosArgs, 'deleted'>>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
};

export type RemoveTagsFromTodoPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveTagsFromTodoPayload'] = ResolversParentTypes['RemoveTagsFromTodoPayload']> = {
  todo?: Resolver<Maybe<ResolversTypes['Todo']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReopenTodoPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReopenTodoPayload'] = ResolversParentTypes['ReopenTodoPayload']> = {
  todo?: Resolver<Maybe<ResolversTypes['Todo']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RestoreListPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RestoreListPayload'] = ResolversParentTypes['RestoreListPayload']> = {
  list?: Resolver<Maybe<ResolversTypes['List']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RestoreTagPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RestoreTagPayload'] = ResolversParentTypes['RestoreTagPayload']> = {
  tag?: Resolver<Maybe<ResolversTypes['Tag']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RestoreTodoPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RestoreTodoPayload'] = ResolversParentTypes['RestoreTodoPayload']> = {
  todo?: Resolver<Maybe<ResolversTypes['Todo']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  todoChanged?: SubscriptionResolver<ResolversTypes['TodoChange'], "todoChanged", ParentType, ContextType, Partial<SubscriptiontodoChangedArgs>>;
};

export type TagResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Tag'] = ResolversParentTypes['Tag']> = {
  color?: Resolver<ResolversTypes['Color'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  openTodoCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  todos?: Resolver<ResolversTypes['TodoConnection'], ParentType, ContextType, Partial<TagtodosArgs>>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TagChangeResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TagChangeResult'] = ResolversParentTypes['TagChangeResult']> = {
  tag?: Resolver<Maybe<ResolversTypes['Tag']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type TagConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TagConnection'] = ResolversParentTypes['TagConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TagEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Tag']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TagEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TagEdge'] = ResolversParentTypes['TagEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Tag'], ParentType, ContextType>;
};

export type TagOrderFieldResolvers = EnumResolverSignature<{ CREATED_AT?: any, NAME?: any }, ResolversTypes['TagOrderField']>;

export type TodoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Todo'] = ResolversParentTypes['Todo']> = {
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dueDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isDone?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  list?: Resolver<Maybe<ResolversTypes['List']>, ParentType, ContextType>;
  position?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Priority'], ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['Tag']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TodoChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TodoChange'] = ResolversParentTypes['TodoChange']> = {
  kind?: Resolver<ResolversTypes['TodoChangeKind'], ParentType, ContextType>;
  todo?: Resolver<ResolversTypes['Todo'], ParentType, ContextType>;
};

export type TodoChangeKindResolvers = EnumResolverSignature<{ COMPLETED?: any, CREATED?: any, DELETED?: any, MOVED?: any, REOPENED?: any, RESTORED?: any, UPDATED?: any }, ResolversTypes['TodoChangeKind']>;

export type TodoChangeResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TodoChangeResult'] = ResolversParentTypes['TodoChangeResult']> = {
  todo?: Resolver<Maybe<ResolversTypes['Todo']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type TodoConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TodoConnection'] = ResolversParentTypes['TodoConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TodoEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Todo']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TodoCountsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TodoCounts'] = ResolversParentTypes['TodoCounts']> = {
  completed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  inbox?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  open?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  today?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  upcoming?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TodoEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TodoEdge'] = ResolversParentTypes['TodoEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Todo'], ParentType, ContextType>;
};

export type TodoOrderFieldResolvers = EnumResolverSignature<{ COMPLETED_AT?: any, CREATED_AT?: any, DUE_DATE?: any, POSITION?: any, PRIORITY?: any, TITLE?: any, UPDATED_AT?: any }, ResolversTypes['TodoOrderField']>;

export type TodoViewResolvers = EnumResolverSignature<{ COMPLETED?: any, INBOX?: any, OVERDUE?: any, TODAY?: any, UPCOMING?: any }, ResolversTypes['TodoView']>;

export interface UUIDScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['UUID'], any> {
  name: 'UUID';
}

export type UpdateListPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateListPayload'] = ResolversParentTypes['UpdateListPayload']> = {
  list?: Resolver<Maybe<ResolversTypes['List']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateTagPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateTagPayload'] = ResolversParentTypes['UpdateTagPayload']> = {
  tag?: Resolver<Maybe<ResolversTypes['Tag']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateTodoPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateTodoPayload'] = ResolversParentTypes['UpdateTodoPayload']> = {
  todo?: Resolver<Maybe<ResolversTypes['Todo']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UserErrorCodeResolvers = EnumResolverSignature<{ BLANK?: any, CONFLICT?: any, INVALID_CHARACTER?: any, INVALID_DATE?: any, NOT_FOUND?: any, REQUIRED?: any, TAKEN?: any, TOO_LONG?: any, TOO_MANY?: any }, ResolversTypes['UserErrorCode']>;

export type ViewerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isAuthenticated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AddTagsToTodoPayload?: AddTagsToTodoPayloadResolvers<ContextType>;
  ChangeListsPayload?: ChangeListsPayloadResolvers<ContextType>;
  ChangeTagsPayload?: ChangeTagsPayloadResolvers<ContextType>;
  ChangeTodosPayload?: ChangeTodosPayloadResolvers<ContextType>;
  ClearCompletedPayload?: ClearCompletedPayloadResolvers<ContextType>;
  Color?: ColorResolvers;
  CompleteTodoPayload?: CompleteTodoPayloadResolvers<ContextType>;
  CreateListPayload?: CreateListPayloadResolvers<ContextType>;
  CreateTagPayload?: CreateTagPayloadResolvers<ContextType>;
  CreateTodoPayload?: CreateTodoPayloadResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DeleteListPayload?: DeleteListPayloadResolvers<ContextType>;
  DeleteTagPayload?: DeleteTagPayloadResolvers<ContextType>;
  DeleteTodoPayload?: DeleteTodoPayloadResolvers<ContextType>;
  List?: ListResolvers<ContextType>;
  ListChangeResult?: ListChangeResultResolvers<ContextType>;
  ListConnection?: ListConnectionResolvers<ContextType>;
  ListEdge?: ListEdgeResolvers<ContextType>;
  ListEnd?: ListEndResolvers;
  ListOrderField?: ListOrderFieldResolvers;
  MoveListPayload?: MoveListPayloadResolvers<ContextType>;
  MoveTodoPayload?: MoveTodoPayloadResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  OrderDirection?: OrderDirectionResolvers;
  PageInfo?: PageInfoResolvers<ContextType>;
  Priority?: PriorityResolvers;
  Query?: QueryResolvers<ContextType>;
  RemoveTagsFromTodoPayload?: RemoveTagsFromTodoPayloadResolvers<ContextType>;
  ReopenTodoPayload?: ReopenTodoPayloadResolvers<ContextType>;
  RestoreListPayload?: RestoreListPayloadResolvers<ContextType>;
  RestoreTagPayload?: RestoreTagPayloadResolvers<ContextType>;
  RestoreTodoPayload?: RestoreTodoPayloadResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Tag?: TagResolvers<ContextType>;
  TagChangeResult?: TagChangeResultResolvers<ContextType>;
  TagConnection?: TagConnectionResolvers<ContextType>;
  TagEdge?: TagEdgeResolvers<ContextType>;
  TagOrderField?: TagOrderFieldResolvers;
  Todo?: TodoResolvers<ContextType>;
  TodoChange?: TodoChangeResolvers<ContextType>;
  TodoChangeKind?: TodoChangeKindResolvers;
  TodoChangeResult?: TodoChangeResultResolvers<ContextType>;
  TodoConnection?: TodoConnectionResolvers<ContextType>;
  TodoCounts?: TodoCountsResolvers<ContextType>;
  TodoEdge?: TodoEdgeResolvers<ContextType>;
  TodoOrderField?: TodoOrderFieldResolvers;
  TodoView?: TodoViewResolvers;
  UUID?: GraphQLScalarType;
  UpdateListPayload?: UpdateListPayloadResolvers<ContextType>;
  UpdateTagPayload?: UpdateTagPayloadResolvers<ContextType>;
  UpdateTodoPayload?: UpdateTodoPayloadResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  UserErrorCode?: UserErrorCodeResolvers;
  Viewer?: ViewerResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cost?: costDirectiveResolver<any, any, ContextType>;
  length?: lengthDirectiveResolver<any, any, ContextType>;
  listSize?: listSizeDirectiveResolver<any, any, ContextType>;
};
