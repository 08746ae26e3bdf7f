import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { TodoMapper } from './mappers/todo.mappers.ts';
import type { TodoConnectionMapper } from './mappers/todos.mappers.ts';
import type { Context } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
export type EnumResolverSignature<T, AllowedValues = any> = { [key in keyof T]?: AllowedValues };
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
};

/** Conditions on a yes or no. All that are given must hold; a null is the same as leaving it out. */
export type BooleanFilter = {
  /** Is exactly this. */
  eq?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A todo to be created. */
export type CreateTodoInput = {
  /** More about it: up to 1000 Unicode code points. Blank is the same as none. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** The day it is to be done by. */
  dueDate?: InputMaybe<Scalars['Date']['input']>;
  /** Whether it has been done already. */
  isDone?: Scalars['Boolean']['input'];
  /** How urgent it is. */
  priority?: Priority;
  /** What is to be done: 1 to 200 Unicode code points once white space at its ends is removed. */
  title: Scalars['String']['input'];
};

/** What became of `createTodo`. */
export type CreateTodoPayload = {
  __typename?: 'CreateTodoPayload';
  /** The new todo; null when there are `userErrors`. */
  todo: Maybe<Todo>;
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

/** A todo to be deleted. */
export type DeleteTodoInput = {
  /** The `id` of the todo. */
  id: Scalars['ID']['input'];
};

/** What became of `deleteTodo`. */
export type DeleteTodoPayload = {
  __typename?: 'DeleteTodoPayload';
  /** The `id` of the todo that is no more; null when there are `userErrors`. */
  deletedId: Maybe<Scalars['ID']['output']>;
  /** What to mend; empty when the todo was deleted. */
  userErrors: Array<UserError>;
};

/**
 * Everything that can be changed. Each mutation takes one `input` and returns one payload.
 * What a person can mend comes back in the payload's `userErrors`, and then nothing was written.
 */
export type Mutation = {
  __typename?: 'Mutation';
  /** Creates a todo. */
  createTodo: CreateTodoPayload;
  /** Deletes a todo, for good. */
  deleteTodo: DeleteTodoPayload;
  /** Changes the fields of a todo that are given, and leaves the others as they are. */
  updateTodo: UpdateTodoPayload;
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
export type MutationdeleteTodoArgs = {
  input: DeleteTodoInput;
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
  /** The object with this id, whatever its type; null when there is none (any more). */
  node: Maybe<Node>;
  /** The objects with these ids, in the order of the ids; null in the place of each that does not exist (any more). */
  nodes: Array<Maybe<Node>>;
  /** The todo with this id; null when there is none (any more). */
  todo: Maybe<Todo>;
  /**
   * A page of the todos that match `filter`, in the order of `orderBy`.
   * Go forwards with `first` and `after`, or backwards with `last` and `before`.
   * While todos come and go, each one that stays is met exactly once.
   */
  todos: TodoConnection;
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
export type QuerytodoArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be read. Reading changes nothing. */
export type QuerytodosArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TodoFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<Array<TodoOrder>>;
};

/** Conditions on a text. All that are given must hold; a null is the same as leaving it out. */
export type StringFilter = {
  /** Contains this text, whatever the case of the letters. No character has a special meaning; empty text is in every text. */
  contains?: InputMaybe<Scalars['String']['input']>;
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
};

/** One thing to do. */
export type Todo = Node & {
  __typename?: 'Todo';
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** More about it: up to 1000 Unicode code points; null when there is none. */
  description: Maybe<Scalars['String']['output']>;
  /** The day it is to be done by; null when there is none. */
  dueDate: Maybe<Scalars['Date']['output']>;
  /** Opaque and unique across all types: made by the server, to be stored and sent back as it is. */
  id: Scalars['ID']['output'];
  /** Whether it has been done. */
  isDone: Scalars['Boolean']['output'];
  /** How urgent it is. */
  priority: Priority;
  /** What is to be done: 1 to 200 Unicode code points, without white space at its ends. */
  title: Scalars['String']['output'];
  /** When it last changed; never before `createdAt`. */
  updatedAt: Scalars['DateTime']['output'];
};

/** That a todo changed. */
export type TodoChange = {
  __typename?: 'TodoChange';
  /** What happened to it. */
  kind: TodoChangeKind;
  /** The todo after the change. */
  todo: Todo;
};

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
  /** The day it is to be done by. */
  dueDate?: InputMaybe<DateFilter>;
  /** Whether it has been done. */
  isDone?: InputMaybe<BooleanFilter>;
  /** This does not hold. */
  not?: InputMaybe<TodoFilter>;
  /** At least one of these holds. An empty list never holds. */
  or?: InputMaybe<Array<TodoFilter>>;
  /** How urgent it is. */
  priority?: InputMaybe<PriorityFilter>;
  /** What is to be done. */
  title?: InputMaybe<StringFilter>;
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
  /** When it was created. */
  | 'CREATED_AT'
  /** The day it is to be done by. What has none comes last in either direction. */
  | 'DUE_DATE'
  /** How urgent it is. */
  | 'PRIORITY'
  /** The title, by Unicode code point: upper case before lower case, letters with accents after both. */
  | 'TITLE';

/** Changes to a todo. A field that is left out stays as it is; null clears it. */
export type UpdateTodoInput = {
  /** More about it: up to 1000 Unicode code points. Blank is the same as null. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** The day it is to be done by. */
  dueDate?: InputMaybe<Scalars['Date']['input']>;
  /** The `id` of the todo. */
  id: Scalars['ID']['input'];
  /** Whether it has been done. Cannot be cleared. */
  isDone?: InputMaybe<Scalars['Boolean']['input']>;
  /** How urgent it is. Cannot be cleared. */
  priority?: InputMaybe<Priority>;
  /** What is to be done: 1 to 200 Unicode code points once white space at its ends is removed. Cannot be cleared. */
  title?: InputMaybe<Scalars['String']['input']>;
};

/** What became of `updateTodo`. */
export type UpdateTodoPayload = {
  __typename?: 'UpdateTodoPayload';
  /** The todo as it is now; null when there are `userErrors`. */
  todo: Maybe<Todo>;
  /** What to mend; empty when the changes were made. */
  userErrors: Array<UserError>;
};

/** Something in the input that the person who gave it can mend. Nothing was written. */
export type UserError = {
  __typename?: 'UserError';
  /** What kind of mistake it is, for programs. */
  code: UserErrorCode;
  /** Where it is: the path of the field inside `input`. */
  field: Array<Scalars['String']['output']>;
  /** What is wrong and what is accepted, in a sentence for people. */
  message: Scalars['String']['output'];
};

/** The kinds of mistakes in an input. More may be added: treat an unknown one by its `message`. */
export type UserErrorCode =
  /** A text that needs at least one visible character has none. */
  | 'BLANK'
  /** A text holds a character that cannot be stored: NUL, or half of a surrogate pair. */
  | 'INVALID_CHARACTER'
  /** A date that no calendar has, as 30 February. */
  | 'INVALID_DATE'
  /** There is nothing with this id (any more). */
  | 'NOT_FOUND'
  /** A field that always has a value was given null. */
  | 'REQUIRED'
  /** A text is longer than the field takes. Lengths are counted in Unicode code points. */
  | 'TOO_LONG';



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
  Node: ( TodoMapper & { __typename: 'Todo' } );
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  BooleanFilter: BooleanFilter;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CreateTodoInput: CreateTodoInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  CreateTodoPayload: ResolverTypeWrapper<Omit<CreateTodoPayload, 'todo' | 'userErrors'> & { todo?: Maybe<ResolversTypes['Todo']>, userErrors: Array<ResolversTypes['UserError']> }>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateFilter: DateFilter;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteTodoInput: DeleteTodoInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  DeleteTodoPayload: ResolverTypeWrapper<Omit<DeleteTodoPayload, 'userErrors'> & { userErrors: Array<ResolversTypes['UserError']> }>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  OrderDirection: ResolverTypeWrapper<'ASC' | 'DESC'>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Priority: ResolverTypeWrapper<'LOW' | 'NORMAL' | 'HIGH' | 'URGENT'>;
  PriorityFilter: PriorityFilter;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  StringFilter: StringFilter;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Todo: ResolverTypeWrapper<TodoMapper>;
  TodoChange: ResolverTypeWrapper<Omit<TodoChange, 'kind' | 'todo'> & { kind: ResolversTypes['TodoChangeKind'], todo: ResolversTypes['Todo'] }>;
  TodoChangeKind: ResolverTypeWrapper<'CREATED' | 'UPDATED' | 'COMPLETED' | 'REOPENED' | 'MOVED' | 'DELETED' | 'RESTORED'>;
  TodoConnection: ResolverTypeWrapper<TodoConnectionMapper>;
  TodoEdge: ResolverTypeWrapper<Omit<TodoEdge, 'node'> & { node: ResolversTypes['Todo'] }>;
  TodoFilter: TodoFilter;
  TodoOrder: TodoOrder;
  TodoOrderField: ResolverTypeWrapper<'CREATED_AT' | 'DUE_DATE' | 'PRIORITY' | 'TITLE'>;
  UpdateTodoInput: UpdateTodoInput;
  UpdateTodoPayload: ResolverTypeWrapper<Omit<UpdateTodoPayload, 'todo' | 'userErrors'> & { todo?: Maybe<ResolversTypes['Todo']>, userErrors: Array<ResolversTypes['UserError']> }>;
  UserError: ResolverTypeWrapper<Omit<UserError, 'code'> & { code: ResolversTypes['UserErrorCode'] }>;
  UserErrorCode: ResolverTypeWrapper<'BLANK' | 'TOO_LONG' | 'INVALID_CHARACTER' | 'INVALID_DATE' | 'REQUIRED' | 'NOT_FOUND'>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  BooleanFilter: BooleanFilter;
  Boolean: Scalars['Boolean']['output'];
  CreateTodoInput: CreateTodoInput;
  String: Scalars['String']['output'];
  CreateTodoPayload: Omit<CreateTodoPayload, 'todo' | 'userErrors'> & { todo?: Maybe<ResolversParentTypes['Todo']>, userErrors: Array<ResolversParentTypes['UserError']> };
  Date: Scalars['Date']['output'];
  DateFilter: DateFilter;
  DateTime: Scalars['DateTime']['output'];
  DeleteTodoInput: DeleteTodoInput;
  ID: Scalars['ID']['output'];
  DeleteTodoPayload: Omit<DeleteTodoPayload, 'userErrors'> & { userErrors: Array<ResolversParentTypes['UserError']> };
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  PageInfo: PageInfo;
  PriorityFilter: PriorityFilter;
  Query: Record<PropertyKey, never>;
  StringFilter: StringFilter;
  Subscription: Record<PropertyKey, never>;
  Todo: TodoMapper;
  TodoChange: Omit<TodoChange, 'todo'> & { todo: ResolversParentTypes['Todo'] };
  TodoConnection: TodoConnectionMapper;
  TodoEdge: Omit<TodoEdge, 'node'> & { node: ResolversParentTypes['Todo'] };
  TodoFilter: TodoFilter;
  TodoOrder: TodoOrder;
  UpdateTodoInput: UpdateTodoInput;
  UpdateTodoPayload: Omit<UpdateTodoPayload, 'todo' | 'userErrors'> & { todo?: Maybe<ResolversParentTypes['Todo']>, userErrors: Array<ResolversParentTypes['UserError']> };
  UserError: UserError;
  Int: Scalars['Int']['output'];
};

export type lengthDirectiveArgs = {
  max: Scalars['Int']['input'];
};

export type lengthDirectiveResolver<Result, Parent, ContextType = Context, Args = lengthDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CreateTodoPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateTodoPayload'] = ResolversParentTypes['CreateTodoPayload']> = {
  todo?: Resolver<Maybe<ResolversTypes['Todo']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteTodoPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteTodoPayload'] = ResolversParentTypes['DeleteTodoPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  createTodo?: Resolver<ResolversTypes['CreateTodoPayload'], ParentType, ContextType, RequireFields<MutationcreateTodoArgs, 'input'>>;
  deleteTodo?: Resolver<ResolversTypes['DeleteTodoPayload'], ParentType, ContextType, RequireFields<MutationdeleteTodoArgs, 'input'>>;
  updateTodo?: Resolver<ResolversTypes['UpdateTodoPayload'], ParentType, ContextType, RequireFields<MutationupdateTodoArgs, 'input'>>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType?: TypeResolveFn<'Todo', ParentType, ContextType>;
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
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QuerynodeArgs, 'id'>>;
  nodes?: Resolver<Array<Maybe<ResolversTypes['Node']>>, ParentType, ContextType, RequireFields<QuerynodesArgs, 'ids'>>;
  todo?: Resolver<Maybe<ResolversTypes['Todo']>, ParentType, ContextType, RequireFields<QuerytodoArgs, 'id'>>;
  todos?: Resolver<ResolversTypes['TodoConnection'], ParentType, ContextType, Partial<QuerytodosArgs>>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  todoChanged?: SubscriptionResolver<ResolversTypes['TodoChange'], "todoChanged", ParentType, ContextType, Partial<SubscriptiontodoChangedArgs>>;
};

export type TodoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Todo'] = ResolversParentTypes['Todo']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dueDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isDone?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Priority'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TodoChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TodoChange'] = ResolversParentTypes['TodoChange']> = {
  kind?: Resolver<ResolversTypes['TodoChangeKind'], ParentType, ContextType>;
  todo?: Resolver<ResolversTypes['Todo'], ParentType, ContextType>;
};

export type TodoChangeKindResolvers = EnumResolverSignature<{ COMPLETED?: any, CREATED?: any, DELETED?: any, MOVED?: any, REOPENED?: any, RESTORED?: any, UPDATED?: any }, ResolversTypes['TodoChangeKind']>;

export type TodoConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TodoConnection'] = ResolversParentTypes['TodoConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TodoEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Todo']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TodoEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TodoEdge'] = ResolversParentTypes['TodoEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Todo'], ParentType, ContextType>;
};

export type TodoOrderFieldResolvers = EnumResolverSignature<{ CREATED_AT?: any, DUE_DATE?: any, PRIORITY?: any, TITLE?: any }, ResolversTypes['TodoOrderField']>;

export type UpdateTodoPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateTodoPayload'] = ResolversParentTypes['UpdateTodoPayload']> = {
  todo?: Resolver<Maybe<ResolversTypes['Todo']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UserErrorCodeResolvers = EnumResolverSignature<{ BLANK?: any, INVALID_CHARACTER?: any, INVALID_DATE?: any, NOT_FOUND?: any, REQUIRED?: any, TOO_LONG?: any }, ResolversTypes['UserErrorCode']>;

export type Resolvers<ContextType = Context> = {
  CreateTodoPayload?: CreateTodoPayloadResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DeleteTodoPayload?: DeleteTodoPayloadResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  OrderDirection?: OrderDirectionResolvers;
  PageInfo?: PageInfoResolvers<ContextType>;
  Priority?: PriorityResolvers;
  Query?: QueryResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Todo?: TodoResolvers<ContextType>;
  TodoChange?: TodoChangeResolvers<ContextType>;
  TodoChangeKind?: TodoChangeKindResolvers;
  TodoConnection?: TodoConnectionResolvers<ContextType>;
  TodoEdge?: TodoEdgeResolvers<ContextType>;
  TodoOrderField?: TodoOrderFieldResolvers;
  UpdateTodoPayload?: UpdateTodoPayloadResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  UserErrorCode?: UserErrorCodeResolvers;
};

export type DirectiveResolvers<ContextType = Context> = {
  length?: lengthDirectiveResolver<any, any, ContextType>;
};
