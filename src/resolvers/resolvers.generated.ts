/* This file was automatically generated. DO NOT UPDATE MANUALLY. */
    import type   { Resolvers } from './types.generated.ts';
    import    { list as Query_list } from './Query/list.ts';
import    { lists as Query_lists } from './Query/lists.ts';
import    { node as Query_node } from './Query/node.ts';
import    { nodes as Query_nodes } from './Query/nodes.ts';
import    { searchTodos as Query_searchTodos } from './Query/searchTodos.ts';
import    { tag as Query_tag } from './Query/tag.ts';
import    { tags as Query_tags } from './Query/tags.ts';
import    { todo as Query_todo } from './Query/todo.ts';
import    { todoCounts as Query_todoCounts } from './Query/todoCounts.ts';
import    { todos as Query_todos } from './Query/todos.ts';
import    { viewer as Query_viewer } from './Query/viewer.ts';
import    { addTagsToTodo as Mutation_addTagsToTodo } from './Mutation/addTagsToTodo.ts';
import    { changeLists as Mutation_changeLists } from './Mutation/changeLists.ts';
import    { changeTags as Mutation_changeTags } from './Mutation/changeTags.ts';
import    { changeTodos as Mutation_changeTodos } from './Mutation/changeTodos.ts';
import    { clearCompleted as Mutation_clearCompleted } from './Mutation/clearCompleted.ts';
import    { completeTodo as Mutation_completeTodo } from './Mutation/completeTodo.ts';
import    { createList as Mutation_createList } from './Mutation/createList.ts';
import    { createTag as Mutation_createTag } from './Mutation/createTag.ts';
import    { createTodo as Mutation_createTodo } from './Mutation/createTodo.ts';
import    { deleteList as Mutation_deleteList } from './Mutation/deleteList.ts';
import    { deleteTag as Mutation_deleteTag } from './Mutation/deleteTag.ts';
import    { deleteTodo as Mutation_deleteTodo } from './Mutation/deleteTodo.ts';
import    { moveList as Mutation_moveList } from './Mutation/moveList.ts';
import    { moveTodo as Mutation_moveTodo } from './Mutation/moveTodo.ts';
import    { removeTagsFromTodo as Mutation_removeTagsFromTodo } from './Mutation/removeTagsFromTodo.ts';
import    { reopenTodo as Mutation_reopenTodo } from './Mutation/reopenTodo.ts';
import    { restoreList as Mutation_restoreList } from './Mutation/restoreList.ts';
import    { restoreTag as Mutation_restoreTag } from './Mutation/restoreTag.ts';
import    { restoreTodo as Mutation_restoreTodo } from './Mutation/restoreTodo.ts';
import    { updateList as Mutation_updateList } from './Mutation/updateList.ts';
import    { updateTag as Mutation_updateTag } from './Mutation/updateTag.ts';
import    { updateTodo as Mutation_updateTodo } from './Mutation/updateTodo.ts';
import    { todoChanged as Subscription_todoChanged } from './Subscription/todoChanged.ts';
import    { List } from './List.ts';
import    { ListConnection } from './ListConnection.ts';
import    { Tag } from './Tag.ts';
import    { TagConnection } from './TagConnection.ts';
import    { Todo } from './Todo.ts';
import    { TodoConnection } from './TodoConnection.ts';
import    { Date } from './Date.ts';
import    { DateTime } from './DateTime.ts';
import    { UUID } from './UUID.ts';
    export const resolvers: Resolvers = {
      Query: { list: Query_list,lists: Query_lists,node: Query_node,nodes: Query_nodes,searchTodos: Query_searchTodos,tag: Query_tag,tags: Query_tags,todo: Query_todo,todoCounts: Query_todoCounts,todos: Query_todos,viewer: Query_viewer },
      Mutation: { addTagsToTodo: Mutation_addTagsToTodo,changeLists: Mutation_changeLists,changeTags: Mutation_changeTags,changeTodos: Mutation_changeTodos,clearCompleted: Mutation_clearCompleted,completeTodo: Mutation_completeTodo,createList: Mutation_createList,createTag: Mutation_createTag,createTodo: Mutation_createTodo,deleteList: Mutation_deleteList,deleteTag: Mutation_deleteTag,deleteTodo: Mutation_deleteTodo,moveList: Mutation_moveList,moveTodo: Mutation_moveTodo,removeTagsFromTodo: Mutation_removeTagsFromTodo,reopenTodo: Mutation_reopenTodo,restoreList: Mutation_restoreList,restoreTag: Mutation_restoreTag,restoreTodo: Mutation_restoreTodo,updateList: Mutation_updateList,updateTag: Mutation_updateTag,updateTodo: Mutation_updateTodo },
      Subscription: { todoChanged: Subscription_todoChanged },
      List: List,
ListConnection: ListConnection,
Tag: Tag,
TagConnection: TagConnection,
Todo: Todo,
TodoConnection: TodoConnection,
Date: Date,
DateTime: DateTime,
UUID: UUID
    }