import { graphql } from 'relay-runtime';

/** Appends the list that it creates to the sidebar. */
export const create = graphql`
  mutation writeListCreateMutation($input: CreateListInput!, $connections: [ID!]!) {
    createList(input: $input) {
      listEdge @appendEdge(connections: $connections) {
        cursor
        node {
          id
          name
          color
          openTodoCount
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

export const trash = graphql`
  mutation writeListTrashMutation($input: DeleteListInput!, $connections: [ID!]!) {
    deleteList(input: $input) {
      deletedId @deleteEdge(connections: $connections)
    }
  }
`;
