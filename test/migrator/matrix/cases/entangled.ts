import type { MatrixCase, Refusal } from '../matrix-case.ts';
import { checkCases } from './checks.ts';
import { columnRuleCases } from './column-rules.ts';
import { dropColumnCases } from './drop-column.ts';
import { foreignKeyCases } from './foreign-keys.ts';
import { indexCases } from './indexes.ts';
import { renameCases } from './rename.ts';
import { typeCases } from './types.ts';

/**
 * Cases again, with objects written by hand that read the very column that changes: it is changed under them and they
 * still work, or the migration names what stands in its way (on the way down, where only that takes something away). A
 * column that they read cannot be dropped.
 */
const TOUCHED: readonly (readonly [name: string, before: string, after: string | undefined, on?: 'down'])[] =
  [
    ['drop column: plain', 'note', undefined],
    ['drop column: indexed', 'note', undefined],
    ['drop column: enum', 'state', undefined],
    ['drop column: foreign key', 'owner_id', undefined],
    ['rename column: plain', 'note', 'remark'],
    ['rename column: in its own check', 'note', 'remark'],
    ['rename column: and another column rebuilt', 'note', 'remark'],
    ['rename column: and its type changed', 'note', 'remark'],
    ['rename table: and a column, and one added', 'note', 'remark'],
    ['rename table: and its column rebuilt', 'amount', 'amount'],
    ['default: change', 'note', 'note'],
    ['nullable to not null, no nulls', 'note', 'note'],
    ['not null to nullable', 'note', 'note'],
    ['collation: change', 'note', 'note'],
    ['type: text to integer', 'note', 'note'],
    ['type: integer to bigint', 'note', 'note'],
    ['type: text widened', 'note', 'note'],
    ['type: text to datetime', 'note', 'note'],
    ['type: boolean to integer', 'note', 'note'],
    ['enum: value added', 'state', 'state'],
    ['enum: native, value added', 'state', 'state', 'down'],
    ['enum: native, unused value removed', 'state', 'state'],
    ['check: change', 'note', 'note'],
    ['index: other columns', 'note', 'note'],
    ['foreign key: add', 'owner_id', 'owner_id'],
    ['foreign key: on delete: cascade to set null', 'owner_id', 'owner_id'],
  ];

const known = [
  ...dropColumnCases,
  ...renameCases,
  ...columnRuleCases,
  ...typeCases,
  ...checkCases,
  ...indexCases,
  ...foreignKeyCases,
];

export const entangledCases: readonly MatrixCase[] = TOUCHED.map(([name, before, after, on]) => {
  const change = known.find((candidate) => candidate.name === name);
  if (change === undefined) {
    throw new Error(`There is no case ${name}.`);
  }
  const refusal: Refusal = {
    on: on ?? 'up',
    codes: ['DEPENDENT_OBJECTS', 'REBUILD_REFUSED', 'CHANGE_NOT_SUPPORTED'],
    names: ['hand_'],
    ...(after === undefined ? {} : { orRight: true }),
  };
  return { ...change, decorations: ['entangled'], touches: [before, after], refused: () => refusal };
});
