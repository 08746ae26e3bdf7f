/** What a statement does, as far as rules ask. Names unquoted, a schema before them: `audit.events`. */
export type Action =
  | { kind: 'create table'; table: string }
  | { kind: 'drop table'; table: string }
  | { kind: 'rename table'; table: string; to: string }
  | { kind: 'add column'; table: string; column: string }
  | { kind: 'drop column'; table: string; column: string }
  | { kind: 'rename column'; table: string; column: string; to: string }
  /** Any other change of a table. */
  | { kind: 'alter table'; table: string; adds: 'constraint' | undefined }
  /** Creates or drops an index, a view, a trigger, …. */
  | { kind: 'create' | 'drop'; object: string }
  | { kind: 'insert' | 'truncate'; table: string }
  /** `everyRow`: it has no `where`. */
  | { kind: 'update' | 'delete'; table: string; everyRow: boolean }
  | { kind: 'backfill'; table: string }
  /** Runs code whose doings are not to be read here: `do`, `call`. */
  | { kind: 'code' };

/** Whether it changes the schema. */
export function isSchemaChange({ kind }: Action): boolean {
  return /^(create|drop|rename|add|alter)\b/.test(kind);
}
