import { type DefinitionNode, type GraphQLSchema, parse, Source } from 'graphql';
import { schemaOf } from '../../contract/sdl/read-sdl.ts';

/** A schema from `sdl`, which stands in `file`: its first line is line 1. */
export function schema(sdl: string, file = 'schema/todo.graphqls'): GraphQLSchema {
  return schemaOf(definitions(sdl, file));
}

/** What `text` defines, which stands in `file`. */
export function definitions(text: string, file: string): readonly DefinitionNode[] {
  return parse(new Source(text.trim(), file)).definitions;
}
