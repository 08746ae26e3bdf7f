/** What each database has, or had, for search in its own way; made by the migrations whose names have `search` in them. */
export const SEARCH_OBJECTS = {
  sqlite: [
    'todo_search',
    'todo_search_keys',
    'todo_search_insert',
    'todo_search_update',
    'todo_search_delete',
  ],
  postgresql: [
    'ix_todos_owner_id_search_title',
    'ix_todos_owner_id_search_description',
    'ix_todos_search_title',
    'ix_todos_search_description',
  ],
} as const;
