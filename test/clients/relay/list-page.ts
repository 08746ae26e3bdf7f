import { graphql } from 'relay-runtime';

/** A list by its id, with the first page of its todos. */
export const page = graphql`
  query listPageQuery($id: ID!) {
    node(id: $id) {
      ...listPage_list @alias(as: "list")
    }
  }
`;

/** Shows them in the order by hand, and loads the next pages: asks for the list by `node`. */
export const list = graphql`
  fragment listPage_list on List
  @refetchable(queryName: "listPagePaginationQuery")
  @argumentDefinitions(
    count: { type: "Int", defaultValue: 2 }
    cursor: { type: "String" }
    orderBy: { type: "[TodoOrder!]", defaultValue: [{ field: POSITION }] }
  ) {
    id
    name
    openTodoCount
    todos(first: $count, after: $cursor, orderBy: $orderBy)
      @connection(key: "listPage_todos", filters: ["orderBy"]) {
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
