import { DIALECTS, type Dialect } from '../../../src/migrator/model/schema.ts';
import { DECORATIONS, type Decoration, type MatrixCase } from './matrix-case.ts';

/** One kind of change, with what stands around its table, on one database. */
export interface Cell {
  change: MatrixCase;
  decoration: Decoration;
  dialect: Dialect;
}

/** `change / decoration / dialect` */
export function cellName({ change, decoration, dialect }: Cell): string {
  return `${change.name} / ${decoration} / ${dialect}`;
}

/** Every cell of a kind of change. */
export function cellsOf(change: MatrixCase): Cell[] {
  return (change.decorations ?? DECORATIONS).flatMap((decoration) =>
    (change.dialects ?? DIALECTS).map((dialect) => ({ change, decoration, dialect })),
  );
}
