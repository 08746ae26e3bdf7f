import { type EntitySchema, p } from '@mikro-orm/core';
import type { Dialect } from '../../../src/migrator/model/schema.ts';
import type { Connection } from './connection.ts';
import { type Decoration, entity, type MatrixCase } from './matrix-case.ts';
import type { Row, Rows } from './values.ts';

/** The model of one side of `change` with its decoration; the entities of a decoration are part of both sides. */
export function model(
  change: MatrixCase,
  side: 'before' | 'after',
  decoration: Decoration,
  dialect: Dialect,
): EntitySchema[] {
  const entities = change[side](dialect);
  if (decoration !== 'parent') {
    return entities;
  }
  const table = tableName(change, side);
  const parent = entities.find((candidate) => candidate.meta.tableName === table);
  return [
    ...entities,
    child('KidCascade', 'kids_cascade', 'cascade'),
    child('KidNull', 'kids_null', 'set null'),
  ];

  function child(name: string, tableName: string, rule: string): EntitySchema {
    const reference = () => {
      if (parent === undefined) {
        return p.integer().nullable().fieldName('parent_id');
      }
      const relation = p
        .manyToOne(parent as never)
        .joinColumn('parent_id')
        .deleteRule(rule)
        .nullable();
      return change.key === undefined ? relation : relation.targetKey(change.key as never);
    };
    return entity(name, tableName, { id: p.integer().primary(), note: p.string(), parent: reference() });
  }
}

/** The name of the table that changes, on one side; undefined where it is dropped. */
export function tableName(change: MatrixCase, side: 'before' | 'after'): string | undefined {
  const before = change.table ?? 'items';
  return side === 'before' || !('tableAfter' in change) ? before : change.tableAfter;
}

/** The rows of `change` with those of the decoration. */
export function seed(change: MatrixCase, decoration: Decoration): Rows {
  const parents = change.rows[tableName(change, 'before') ?? ''] ?? [];
  if (decoration === 'parent') {
    const key = (index: number) => parents[index]?.[change.key ?? keyColumn(parents[0])] ?? null;
    const kids = [key(0), key(0), key(1), null].map(
      (parent, index): Row => ({ id: index + 1, note: `kid ${index}`, parent_id: parent }),
    );
    return { ...change.rows, kids_cascade: kids, kids_null: kids };
  }
  if (decoration === 'objects' || decoration === 'entangled') {
    const table = tableName(change, 'before') ?? '';
    return {
      ...change.rows,
      [table]: parents.map((row, index) => ({ ...row, hand_note: `by hand ${index}` })),
      hand_log: parents.map(({ label = null }) => ({ what: 'insert', label })),
    };
  }
  return change.rows;
}

function keyColumn(row: Row | undefined): string {
  return row === undefined || 'id' in row ? 'id' : (Object.keys(row)[0] ?? 'id');
}

/**
 * Writes by hand what no entity knows: a column with a check, a view, triggers that keep a log, and an expression index.
 *
 * @param column The column that they read besides the label: the one that changes.
 */
export async function applyObjects(connection: Connection, table: string, column?: string): Promise<void> {
  const target = `"${table}"`;
  const touched = column === undefined ? '' : `, "${column}" as touched`;
  const indexed = column === undefined ? 'lower(label)' : `(("${column}" is null)), lower(label)`;
  const of = column === undefined ? '' : ` of label, "${column}"`;
  await connection.run(`create table hand_log (what text, label text)`);
  await connection.run(
    `alter table ${target} add column hand_note text constraint hand_rule check (hand_note <> 'never')`,
  );
  await connection.run(
    `create view hand_view as select label, upper(label) as loud${touched} from ${target} where label is not null`,
  );
  await connection.run(`create index hand_index on ${target} (${indexed})`);
  if (connection.dialect === 'sqlite') {
    for (const event of ['insert', 'update', 'delete']) {
      const row = event === 'delete' ? 'old' : 'new';
      const when = event === 'update' ? `update${of}` : event;
      await connection.run(
        `create trigger hand_${event} after ${when} on ${target} begin insert into hand_log values ('${event}', ${row}.label); end`,
      );
    }
    return;
  }
  await connection.run(
    `create function hand_write() returns trigger language plpgsql as $$ begin
      insert into hand_log values (lower(tg_op), coalesce(new.label, old.label)); return null; end $$`,
  );
  await connection.run(
    `create trigger hand_trigger after insert or update${of} or delete on ${target} for each row execute function hand_write()`,
  );
}

/** What the objects written by hand do when used, on a row that is then rolled back; empty where they work. */
export async function brokenObjects(connection: Connection, table: string): Promise<string[]> {
  const problems: string[] = [];
  const expected = await connection.query(`select label, upper(label) as loud from "${table}"`);
  await connection.run('begin');
  try {
    const view = await connection.query('select * from hand_view');
    if (view.length !== expected.length) {
      problems.push(`hand_view shows ${view.length} rows of ${expected.length}`);
    }
    const before = await countLog(connection);
    await connection.run(`update "${table}" set label = label || '!'`);
    const written = (await countLog(connection)) - before;
    if (written !== expected.length) {
      problems.push(`the triggers logged ${written} updates of ${expected.length}`);
    }
  } catch (error) {
    problems.push(
      `an object written by hand is broken: ${error instanceof Error ? error.message : String(error)}`,
    );
  } finally {
    await connection.run('rollback');
  }
  return problems;
}

async function countLog(connection: Connection): Promise<number> {
  const [row] = await connection.query('select count(*) as n from hand_log');
  return Number(row?.n);
}

/** Where the objects of the decoration stand on one side of the change; undefined where there are none. */
export function objectsOn(
  change: MatrixCase,
  side: 'before' | 'after',
  decoration: Decoration,
): { table: string; column: string | undefined } | undefined {
  const table = tableName(change, side);
  if (table === undefined || (decoration !== 'objects' && decoration !== 'entangled')) {
    return undefined;
  }
  return {
    table,
    column: decoration === 'entangled' ? change.touches?.[side === 'before' ? 0 : 1] : undefined,
  };
}

/** The value that a key sequence stands at, made certain: the next key must be above it, whatever was deleted. */
export async function raiseSequences(connection: Connection, dialect: Dialect): Promise<void> {
  if (dialect === 'sqlite') {
    const present = await connection.query(`select 1 from sqlite_master where name = 'sqlite_sequence'`);
    if (present.length > 0) {
      await connection.run(`update sqlite_sequence set seq = 900 where name not like 'mikro_orm_%'`);
    }
    return;
  }
  await connection.run(
    `select setval(s.seqrelid, 900) from pg_sequence s join pg_class c on c.oid = s.seqrelid
      where c.relnamespace = current_schema()::regnamespace and c.relname not like 'mikro_orm_%'`,
  );
}

/** Where each key sequence stands, by table. */
export async function sequences(connection: Connection, dialect: Dialect): Promise<Record<string, string>> {
  const rows =
    dialect === 'sqlite'
      ? (await connection.query(`select 1 from sqlite_master where name = 'sqlite_sequence'`)).length === 0
        ? []
        : await connection.query(
            `select name, seq from sqlite_sequence where name not like 'mikro_orm_%' and name in (select name from sqlite_master) order by 1`,
          )
      : await connection.query(
          `select t.relname as name, pg_sequence_last_value(s.seqrelid) as seq from pg_sequence s
            join pg_depend d on d.objid = s.seqrelid and d.deptype in ('a', 'i') and d.classid = 'pg_class'::regclass
            join pg_class t on t.oid = d.refobjid
            where t.relnamespace = current_schema()::regnamespace and t.relname not like 'mikro_orm_%'
            order by 1`,
        );
  return Object.fromEntries(rows.map(({ name, seq }) => [name ?? '', seq ?? '']));
}
