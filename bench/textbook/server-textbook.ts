/**
 * The arrangement that the documentation of Apollo Server and MikroORM leads to: a standalone server as it comes,
 * entities, and resolvers that load what a field asks for, in batches by MikroORM's dataloader.
 */
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { type AbstractSqlDriver, type SqlEntityManager, SqlMikroORM } from '@mikro-orm/sql';
import { Todo, textbookOptions } from './model.ts';
import { givenLocation, tell } from './serving.ts';

interface Context {
  em: SqlEntityManager;
}

const PRIORITIES: Record<number, string> = { 10: 'LOW', 20: 'NORMAL', 30: 'HIGH', 40: 'URGENT' };

const typeDefs = `
  type Query {
    todos(first: Int = 20, after: String): TodoConnection!
    todo(id: ID!): Todo
  }
  type TodoConnection { nodes: [Todo!]! pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Todo {
    id: ID! title: String! description: String isDone: Boolean! dueDate: String priority: String!
    createdAt: String! list: List tags: [Tag!]!
  }
  type List { id: ID! name: String! color: String! }
  type Tag { id: ID! name: String! color: String! }
`;

const globalId = (type: string) => ({
  id: ({ id }: { id: string }) => Buffer.from(`${type}:${id}`).toString('base64url'),
});

const resolvers = {
  Query: {
    async todos(_parent: unknown, { first, after }: { first: number; after?: string }, { em }: Context) {
      const page = await em.findByCursor(Todo, {
        where: { ownerId: 'local', deletedAt: null },
        first,
        after,
        orderBy: { createdAt: 'desc', id: 'desc' },
        includeCount: false,
      });
      return { nodes: page.items, pageInfo: { hasNextPage: page.hasNextPage, endCursor: page.endCursor } };
    },
    todo: (_parent: unknown, { id }: { id: string }, { em }: Context) =>
      em.findOne(Todo, {
        id: Buffer.from(id, 'base64url').toString().slice(5),
        ownerId: 'local',
        deletedAt: null,
      }),
  },
  Todo: {
    ...globalId('Todo'),
    isDone: (todo: Todo) => todo.completedAt != null,
    priority: (todo: Todo) => PRIORITIES[todo.priority],
    createdAt: (todo: Todo) => todo.createdAt.toISOString(),
    list: (todo: Todo) => todo.list?.load(),
    tags: (todo: Todo) => todo.tags.loadItems({ orderBy: { name: 'asc' } }),
  },
  List: globalId('List'),
  Tag: globalId('Tag'),
};

const orm = await SqlMikroORM.init<AbstractSqlDriver>(textbookOptions(givenLocation()));
const { url } = await startStandaloneServer(new ApolloServer<Context>({ typeDefs, resolvers }), {
  listen: { host: '127.0.0.1', port: 0 },
  context: async () => ({ em: orm.em.fork() }),
});
tell(url);
