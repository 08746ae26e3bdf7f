import { isDeepStrictEqual } from 'node:util';
import { findTouches } from '../check/touches.ts';
import type { Schema, Table } from '../model/schema.ts';
import type { Pass, RehearsedMigration } from '../rehearse/rehearsal.ts';
import type { Report } from './finding.ts';

/**
 * Whether `down` led back to the schema before the migration, and `up` again to the one that it made at first. The order
 * of columns is nobody's concern: neither database can put a column back where it was.
 */
export function judgeWayBack({ name, dialect, before, up, down, again }: RehearsedMigration, report: Report) {
  const judge = (pass: Pass, expected: Schema | undefined, actual: Schema | undefined, advice: string) => {
    if (expected === undefined || actual === undefined) {
      return;
    }
    for (const { verb, subject } of findTouches(...withoutEqualTables(expected, actual))) {
      report.finding({
        code: 'NOT_RESTORED',
        migration: name,
        dialect,
        pass,
        message: `${capital(subject)} ${BECAME[verb]} ${advice}`,
      });
    }
  };
  judge('down', before, down?.schema, 'Make down undo all that up does.');
  judge(
    'again',
    up?.schema,
    again?.schema,
    'Up, down and up again must lead to the same schema as up alone.',
  );
}

/** Most tables of a long history are as they were. */
function withoutEqualTables(one: Schema, other: Schema): [Schema, Schema] {
  const isOwn = (table: Table, tables: readonly Table[]) =>
    !tables.some((candidate) => candidate.name === table.name && isDeepStrictEqual(candidate, table));
  return [
    { ...one, tables: one.tables.filter((table) => isOwn(table, other.tables)) },
    { ...other, tables: other.tables.filter((table) => isOwn(table, one.tables)) },
  ];
}

const BECAME = {
  adds: 'was not there before the migration, and stays after it was taken back.',
  drops: 'was there before, and is not brought back.',
  changes: 'is not as it was before.',
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
