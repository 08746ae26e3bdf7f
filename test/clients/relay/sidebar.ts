import { graphql } from 'relay-runtime';

/** Lists and tags with their counts, and those of the views. */
export const page = graphql`
  query sidebarQuery($timeZone: String!) {
    todoCounts(timeZone: $timeZone) {
      inbox
      today
      overdue
    }
    ...sidebar_query
  }
`;

export const lists = graphql`
  fragment sidebar_query on Query
  @refetchable(queryName: "sidebarPaginationQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 50 }, cursor: { type: "String" }) {
    lists(first: $count, after: $cursor) @connection(key: "sidebar_lists") {
      __id
      edges {
        node {
          id
          name
          color
          openTodoCount
        }
      }
    }
  }
`;
