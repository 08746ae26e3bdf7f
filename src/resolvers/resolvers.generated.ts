/* This file was automatically generated. DO NOT UPDATE MANUALLY. */
    import type   { Resolvers } from './types.generated.ts';
    import    { node as Query_node } from './Query/node.ts';
import    { nodes as Query_nodes } from './Query/nodes.ts';
import    { todo as Query_todo } from './Query/todo.ts';
import    { todos as Query_todos } from './Query/todos.ts';
import    { createTodo as Mutation_createTodo } from './Mutation/createTodo.ts';
import    { deleteTodo as Mutation_deleteTodo } from './Mutation/deleteTodo.ts';
import    { updateTodo as Mutation_updateTodo } from './Mutation/updateTodo.ts';
import    { todoChanged as Subscription_todoChanged } from './Subscription/todoChanged.ts';
import    { Todo } from './Todo.ts';
import    { TodoConnection } from './TodoConnection.ts';
import    { Date } from './Date.ts';
import    { DateTime } from './DateTime.ts';
    export const resolvers: Resolvers = {
      Query: { node: Query_node,nodes: Query_nodes,todo: Query_todo,todos: Query_todos },
      Mutation: { createTodo: Mutation_createTodo,deleteTodo: Mutation_deleteTodo,updateTodo: Mutation_updateTodo },
      Subscription: { todoChanged: Subscription_todoChanged },
      Todo: Todo,
TodoConnection: TodoConnection,
Date: Date,
DateTime: DateTime
    }