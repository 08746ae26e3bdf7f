import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const MODULE = join(import.meta.dirname, '../../../src/server/logging/standard-output.ts');
const WRITE = `
  import pino from 'pino';
  import { standardOutput } from ${JSON.stringify(MODULE)};
  const log = pino(standardOutput());
  log.info('first');
  log.info('second');
  process.stderr.write('alive');
`;
const ARGS = ['--input-type=module', '--eval', WRITE];

test('the log is written to standard output', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ARGS);
  expect(stdout.match(/"msg":"\w+"/g)).toEqual(['"msg":"first"', '"msg":"second"']);
});

test('a log that cannot be written ends nothing', async () => {
  // As a full disk does, a file that is open for reading only refuses to be written, on every system.
  const child = spawn(process.execPath, ARGS, { stdio: ['ignore', openSync(MODULE, 'r'), 'pipe'] });
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  expect([await once(child, 'close'), stderr]).toEqual([[0, null], 'alive']);
});
