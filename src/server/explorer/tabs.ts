/** One tab of the explorer. */
export interface Tab {
  query: string;
  /** JSON. */
  variables?: string;
}

function tab(query: string, variables?: object): Tab {
  return { query, ...(variables && { variables: JSON.stringify(variables, null, 2) }) };
}

const USER_ERRORS = `userErrors {
      code
      field
      message
    }`;

/**
 * What a browser finds that opens the explorer for the first time: three queries, and what changes todos and tells of
 * it. Afterwards GraphiQL keeps the user's own tabs.
 */
export const tabs: readonly Tab[] = [
  tab(`# Run this with Ctrl-Enter or the button.
# The next tabs read lists and counts, search, create a todo and change it.
query ListTodos {
  todos(first: 20, filter: { isDone: { eq: false } }) {
    totalCount
    nodes {
      id
      title
      dueDate
      priority
      list {
        name
      }
      tags {
        name
      }
      version
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`),
  tab(
    `# All that a sidebar shows, in one request.
query Overview($timeZone: String!) {
  todoCounts(timeZone: $timeZone) {
    inbox
    today
    overdue
    upcoming
    completed
  }
  lists {
    nodes {
      id
      name
      color
      openTodoCount
      todos(first: 3) {
        nodes {
          title
        }
      }
    }
  }
  tags {
    nodes {
      id
      name
      openTodoCount
    }
  }
}
`,
    { timeZone: 'Europe/Berlin' },
  ),
  tab(
    `query SearchTodos($text: String!) {
  searchTodos(text: $text, first: 10) {
    totalCount
    nodes {
      id
      title
      description
    }
  }
}
`,
    { text: 'mil' },
  ),
  tab(
    `mutation CreateTodo($input: CreateTodoInput!) {
  createTodo(input: $input) {
    todo {
      id
      title
      version
    }
    ${USER_ERRORS}
  }
}
`,
    { input: { title: 'Buy milk', priority: 'HIGH' } },
  ),
  tab(
    `mutation CompleteTodo($input: CompleteTodoInput!) {
  completeTodo(input: $input) {
    todo {
      id
      isDone
      completedAt
      version
    }
    ${USER_ERRORS}
  }
}
`,
    { input: { id: 'the id of a todo', expectedVersion: 1 } },
  ),
  tab(
    `mutation DeleteTodo($input: DeleteTodoInput!) {
  deleteTodo(input: $input) {
    deletedId
    ${USER_ERRORS}
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
      version
    }
  }
}
`),
];
