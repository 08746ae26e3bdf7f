import { graphql } from 'relay-runtime';

/** Appends what it creates to the connections of a list. */
export const create = graphql`
  mutation writeTodoCreateMutation($input: CreateTodoInput!, $connections: [ID!]!) {
    createTodo(input: $input) {
      todoEdge @appendEdge(connections: $connections) {
        cursor
        node {
          ...todoItem_todo
        }
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`;

/** Puts what it creates first, as in connections with the newest first. */
export const jotDown = graphql`
  mutation writeTodoJotDownMutation($input: CreateTodoInput!, $connections: [ID!]!) {
    createTodo(input: $input) {
      todoEdge @prependEdge(connections: $connections) {
        cursor
        node {
          ...todoItem_todo
        }
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`;

export const complete = graphql`
  mutation writeTodoCompleteMutation($input: CompleteTodoInput!) {
    completeTodo(input: $input) {
      todo {
        ...todoItem_todo
        list {
          openTodoCount
        }
      }
      userErrors {
        code
        message
      }
    }
  }
`;

/** Several at once: each change is a `@oneOf` input. */
export const change = graphql`
  mutation writeTodoChangeMutation($input: ChangeTodosInput!) {
    changeTodos(input: $input) {
      results {
        todo {
          ...todoItem_todo
        }
        userErrors {
          code
          message
        }
      }
    }
  }
`;

/** One change with its values written into the operation. */
export const rename = graphql`
  mutation writeTodoRenameMutation($id: ID!, $title: String!) {
    changeTodos(input: { changes: [{ update: { id: $id, title: $title } }], allOrNothing: true }) {
      results {
        todo {
          ...todoItem_todo
        }
      }
    }
  }
`;

/** Takes the todo out of connections. */
export const trash = graphql`
  mutation writeTodoTrashMutation($input: DeleteTodoInput!, $connections: [ID!]!) {
    deleteTodo(input: $input) {
      deletedId @deleteEdge(connections: $connections)
      userErrors {
        code
        message
      }
    }
  }
`;

/** Takes the todo out of the store, and so out of everything that shows it. */
export const forget = graphql`
  mutation writeTodoForgetMutation($input: DeleteTodoInput!) {
    deleteTodo(input: $input) {
      deletedId @deleteRecord
      userErrors {
        code
        message
      }
    }
  }
`;

export const clear = graphql`
  mutation writeTodoClearMutation($input: ClearCompletedInput!, $connections: [ID!]!) {
    clearCompleted(input: $input) {
      deletedIds @deleteEdge(connections: $connections)
      hasMore
    }
  }
`;
