import type { ColumnDef } from 'libpg-query';
import type { Catalog } from './catalog.ts';
import { addConstraint } from './constraint.ts';
import { type Answer, type TableEffect, touch } from './effect.ts';
import { as, typeNameOf } from './syntax.ts';
import { isVolatile } from './volatility.ts';

const SERIAL = /^(small|big)?serial[248]?$/;

/** What it does to add a column to a table that is there. */
export function addColumn(catalog: Catalog, table: string, column: ColumnDef): TableEffect[] {
  const effects: TableEffect[] = [];
  const constraints = (column.constraints ?? []).flatMap((node) => as(node, 'Constraint') ?? []);
  const fill = constraints.find(({ contype }) => contype === 'CONSTR_DEFAULT')?.raw_expr;
  const type = typeNameOf(column.typeName);
  const reasons: [Answer, string][] = [
    [isVolatile(fill, catalog), 'the default may differ from row to row'],
    [SERIAL.test(type) ? 'yes' : 'no', 'every row gets a number'],
    [isDomain(type, catalog), 'values of a domain are checked'],
  ];
  for (const { contype, generated_kind: kind } of constraints) {
    if (contype === 'CONSTR_GENERATED') {
      reasons.push([kind === 'v' ? 'no' : 'yes', 'every value is computed']);
    } else if (contype === 'CONSTR_IDENTITY') {
      reasons.push(['yes', 'every row gets a number']);
    }
  }
  const rewrite = strongestAnswer(reasons.map(([answer]) => answer));
  effects.push(
    touch(table, 'AccessExclusive', {
      rewrite,
      scan: rewrite,
      because: reasons.filter(([answer]) => answer !== 'no').map(([, reason]) => reason),
    }),
  );
  for (const constraint of constraints) {
    switch (constraint.contype) {
      case 'CONSTR_FOREIGN':
        // Where the new column is null everywhere, there is nothing to look up.
        effects.push(
          ...addConstraint(catalog, table, { ...constraint, skip_validation: fill === undefined }),
        );
        break;
      case 'CONSTR_CHECK':
      case 'CONSTR_UNIQUE':
      case 'CONSTR_PRIMARY':
        effects.push(...addConstraint(catalog, table, constraint));
        break;
      case 'CONSTR_NOTNULL':
        // Only an empty table takes a column without a value that must have one.
        if (fill === undefined && rewrite === 'no') {
          effects.push(touch(table, 'AccessExclusive', { scan: 'yes' }));
        }
        break;
    }
  }
  return effects;
}

function isDomain(type: string, catalog: Catalog): Answer {
  if (SERIAL.test(type)) {
    return 'no';
  }
  const kind = catalog.types.get(type);
  return kind === undefined ? 'no' : kind === 'd' ? 'unknown' : 'no';
}

/** `yes` over `unknown` over `no`. */
export function strongestAnswer(answers: readonly Answer[]): Answer {
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';
}
