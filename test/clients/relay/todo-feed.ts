import { graphql } from 'relay-runtime';

/** The first page of the todos of all lists. */
export const page = graphql`
  query todoFeedQuery($filter: TodoFilter) {
    ...todoFeed_query @arguments(filter: $filter)
  }
`;

/** Shows them, and loads the next pages. */
export const feed = graphql`
  fragment todoFeed_query on Query
  @refetchable(queryName: "todoFeedPaginationQuery")
  @argumentDefinitions(
    count: { type: "Int", defaultValue: 2 }
    cursor: { type: "String" }
    filter: { type: "TodoFilter" }
  ) {
    todos(first: $count, after: $cursor, filter: $filter) @connection(key: "todoFeed_todos") {
      __id
      edges {
        node {
          id
          ...todoItem_todo
        }
      }
    }
  }
`;
