import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** The size of a part of a query, with every fragment counted wherever it is spread. */
export interface Measures {
  /** Fields inside fields. */
  depth: number;
  fields: number;
  /** Fields that are not inside another one. */
  rootFields: number;
  aliases: number;
  directives: number;
}

const NOTHING: Measures = { depth: 0, fields: 0, rootFields: 0, aliases: 0, directives: 0 };

/**
 * The size of the largest operation of `document`, which may be anything that parses.
 *
 * In time linear to the text: each fragment is measured once, however often it is spread, so that fragments which spread
 * each other twice (2^n fields) cost nothing. One that spreads itself counts as nothing there; validation refuses it.
 */
export function measure(document: DocumentNode): Measures {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  const measured = new Map<string, Measures>();

  const ofFragment = (name: string): Measures => {
    const known = measured.get(name);
    const fragment = fragments.get(name);
    if (known !== undefined || fragment === undefined) {
      return known ?? NOTHING;
    }
    // Until it is measured: met again, it spreads itself.
    measured.set(name, NOTHING);
    const found = ofSelections(fragment.selectionSet);
    found.directives += count(fragment);
    measured.set(name, found);
    return found;
  };

  const ofSelection = (node: SelectionNode): Measures => {
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      return ofFragment(node.name.value);
    }
    const inside = node.selectionSet === undefined ? NOTHING : ofSelections(node.selectionSet);
    return node.kind === Kind.INLINE_FRAGMENT
      ? inside
      : {
          depth: inside.depth + 1,
          fields: inside.fields + 1,
          rootFields: 1,
          aliases: inside.aliases + (node.alias === undefined ? 0 : 1),
          directives: inside.directives,
        };
  };

  const ofSelections = ({ selections }: SelectionSetNode): Measures => {
    const sum = { ...NOTHING };
    for (const node of selections) {
      add(sum, ofSelection(node));
      sum.directives += count(node);
    }
    return sum;
  };

  const largest = { ...NOTHING };
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      const found = ofSelections(definition.selectionSet);
      found.directives += count(definition);
      for (const variable of definition.variableDefinitions ?? []) {
        found.directives += count(variable);
      }
      for (const key of Object.keys(largest) as (keyof Measures)[]) {
        largest[key] = Math.max(largest[key], found[key]);
      }
    } else if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      // One that no operation spreads is validated all the same.
      const { fields, directives } = ofFragment(definition.name.value);
      largest.fields = Math.max(largest.fields, fields);
      largest.directives = Math.max(largest.directives, directives);
    }
  }
  return largest;
}

function count({ directives }: { readonly directives?: readonly unknown[] }): number {
  return directives?.length ?? 0;
}

function add(sum: Measures, part: Measures): void {
  sum.depth = Math.max(sum.depth, part.depth);
  sum.fields += part.fields;
  sum.rootFields += part.rootFields;
  sum.aliases += part.aliases;
  sum.directives += part.directives;
}
