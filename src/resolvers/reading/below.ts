import type { NodeType } from '../nodes/global-id.ts';
import type { Selection } from '../selection.ts';

/** Rows of the next level of a query, and what is asked of them. */
export interface Below {
  type: NodeType;
  rows: readonly object[];
  selection: Selection | undefined;
}
