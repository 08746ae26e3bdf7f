import { graphql } from 'relay-runtime';

/** A todo, wherever it is shown. */
export const item = graphql`
  fragment todoItem_todo on Todo {
    id
    title
    isDone
    dueDate
    priority
    version
    list {
      id
      name
    }
    tags {
      id
      name
    }
  }
`;

/** One todo, read anew by its id. */
export const refetch = graphql`
  query todoItemQuery($id: ID!) {
    node(id: $id) {
      ...todoItem_todo @alias(as: "todo")
    }
  }
`;
