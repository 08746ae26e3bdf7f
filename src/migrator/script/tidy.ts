import type { Dialect } from '../model/schema.ts';
import type { ScriptStatement } from './recorder.ts';

/** Leaves out what a session of the migrator sets for itself, and says shorter what can be. */
export function tidy(statements: readonly ScriptStatement[], dialect: Dialect): ScriptStatement[] {
  return dialect === 'sqlite' ? withoutIdlePragmas(statements) : statements.flatMap(withSet);
}

/** What a script starts with. */
const STANDARD: Readonly<Record<string, string>> = { foreign_keys: 'on', legacy_alter_table: '0' };

/** The migrator sets these around what it does: only a change stays, where something comes before the next one. */
function withoutIdlePragmas(statements: readonly ScriptStatement[]): ScriptStatement[] {
  const kept: ScriptStatement[] = [];
  const current = new Map(Object.entries(STANDARD));
  const wanted = new Map<string, { value: string; statement: ScriptStatement }>();
  const settle = () => {
    for (const [name, { value, statement }] of wanted) {
      if (current.get(name) !== value) {
        kept.push(statement);
        current.set(name, value);
      }
    }
    wanted.clear();
  };
  for (const statement of statements) {
    const [, name = '', value = ''] = /^pragma\s+(\w+)\s*=\s*(\w+)$/i.exec(statement.sql) ?? [];
    if (name in STANDARD) {
      wanted.set(name, { value, statement });
    } else {
      settle();
      kept.push(statement);
    }
  }
  settle();
  return kept;
}

/** Settings of the migrator's session, and a schema that every database has; asked, the connection to nowhere says no. */
const LEFT_OUT =
  /^(set (idle_session_timeout|client_connection_check_interval)\b|create schema if not exists "public"$)/;

/** `select set_config('lock_timeout', '2000', true)` as `set local lock_timeout = 2000`. */
function withSet(statement: ScriptStatement): ScriptStatement[] {
  if (!/^select set_config\b/i.test(statement.sql)) {
    return LEFT_OUT.test(statement.sql) ? [] : [statement];
  }
  const settings = [...statement.sql.matchAll(/set_config\('(\w+)', '(\d+)', (true|false)\)/g)];
  return settings.map(([, name, value, local]) => ({
    ...statement,
    sql: `set ${local === 'true' ? 'local ' : ''}${name} = ${value}`,
  }));
}
