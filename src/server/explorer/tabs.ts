/** One tab of the explorer. */
export interface Tab {
  query: string;
  /** JSON. */
  variables?: string;
}

function tab(query: string, variables?: object): Tab {
  return { query, ...(variables && { variables: JSON.stringify(variables, null, 2) }) };
}

/** What a browser finds that opens the explorer for the first time; afterwards GraphiQL keeps the user's own tabs. */
export const tabs: readonly Tab[] = [
  tab(`# Run this with Ctrl-Enter or the button.
# The next tab creates a todo.
query ListTodos {
  todos(first: 20) {
    totalCount
    nodes {
      id
      title
      isDone
      dueDate
      priority
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`),
  tab(
    `mutation CreateTodo($input: CreateTodoInput!) {
  createTodo(input: $input) {
    todo {
      id
      title
    }
    userErrors {
      code
      field
      message
    }
  }
}
`,
    { input: { title: 'Buy milk', priority: 'HIGH' } },
  ),
  tab(
    `mutation UpdateTodo($input: UpdateTodoInput!) {
  updateTodo(input: $input) {
    todo {
      id
      title
      isDone
    }
    userErrors {
      code
      field
      message
    }
  }
}
`,
    { input: { id: 'the id of a todo', isDone: true } },
  ),
  tab(
    `mutation DeleteTodo($input: DeleteTodoInput!) {
  deleteTodo(input: $input) {
    deletedId
    userErrors {
      code
      field
      message
    }
  }
}
`,
    { input: { id: 'the id of a todo' } },
  ),
  tab(`# Run this, and change a todo in another tab of the browser.
subscription WatchTodos {
  todoChanged {
    kind
    todo {
      id
      title
      isDone
    }
  }
}
`),
];
