/** What each database has for search in its own way; made by the migrations `search_todos` and `index_search`. */
export const SEARCH_OBJECTS = {
  sqlite: [
    'todo_search',
    'todo_search_keys',
    'todo_search_insert',
    'todo_search_update',
    'todo_search_delete',
  ],
  postgresql: ['ix_todos_search_title', 'ix_todos_search_description'],
} as const;
