import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import type { DatabaseLocation } from '../../../src/config.ts';
import { openOrm } from '../../../src/database/orm.ts';
import { tokenizePostgresql } from '../../../src/migrator/dialects/postgresql/sql/tokens.ts';

const run = promisify(execFile);

/** Whether the machine has the program. The tests run where it is missing, too. */
const found = (program: string) =>
  run(program, ['--version']).then(
    () => true,
    () => false,
  );
const hasSqlite3 = await found('sqlite3');
const hasPsql = await found('psql');
let scripts = 0;

/**
 * Applies a script as a person would, with `sqlite3` or `psql`; where they are missing, statement by statement through
 * the drivers, without the first line, which is theirs.
 *
 * @throws where a statement fails.
 */
export async function applyScript(location: DatabaseLocation, lines: readonly string[]): Promise<void> {
  const script = `${lines.join('\n')}\n`;
  const path = join(process.env.TODO_TEST_FOLDER ?? '', `script-${process.pid}-${scripts++}.sql`);
  await writeFile(path, script);
  if (location.dialect === 'sqlite' && hasSqlite3) {
    await run('sqlite3', ['-init', '/dev/null', location.path, `.read ${path}`]);
  } else if (location.dialect === 'postgresql' && hasPsql) {
    await run('psql', ['-X', '-q', location.url, '-f', path]);
  } else {
    await applyThroughDriver(location, script.slice(script.indexOf('\n')));
  }
}

async function applyThroughDriver(location: DatabaseLocation, script: string): Promise<void> {
  if (location.dialect === 'sqlite') {
    const orm = await openOrm(location, { entities: [], discovery: { warnWhenNoEntities: false } });
    try {
      await orm.em.getConnection().executeDump(script);
    } finally {
      await orm.close(true);
    }
    return;
  }
  const client = new Client({ connectionString: location.url });
  await client.connect();
  try {
    for (const statement of split(script)) {
      await client.query(statement);
    }
  } finally {
    await client.end();
  }
}

/** One by one: statements sent together are one transaction. */
function split(script: string): string[] {
  const ends = tokenizePostgresql(script).filter(({ text }) => text === ';');
  return ends.map(({ end }, index) => script.slice(ends[index - 1]?.end ?? 0, end));
}
