import { graphql } from 'relay-runtime';

/** The store takes over every change of a todo, wherever it is shown. */
export const changes = graphql`
  subscription todoChangesSubscription($listId: ID) {
    todoChanged(listId: $listId) {
      kind
      todo {
        ...todoItem_todo
      }
    }
  }
`;
