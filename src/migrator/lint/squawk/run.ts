import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { MigrationError } from '../../errors.ts';

const run = promisify(execFile);

/** SQL that squawk reads as one file. */
export interface SquawkInput {
  sql: string;
  transactional: boolean;
}

/** What squawk reports; lines from 0. */
export interface SquawkReport {
  /** Which of the inputs. */
  input: number;
  line: number;
  rule: string;
  message: string;
  help: string | null;
}

/**
 * Runs squawk once, or twice where some inputs are one transaction and others are not.
 *
 * @param folder Of the project that has squawk installed.
 * @throws {MigrationError} LINTER_MISSING
 */
export async function runSquawk(folder: string, inputs: readonly SquawkInput[]): Promise<SquawkReport[]> {
  const reports: SquawkReport[] = [];
  const home = await mkdtemp(join(tmpdir(), 'migration-lint-'));
  try {
    for (const transactional of [true, false]) {
      const chosen = inputs.flatMap((input, index) =>
        input.transactional === transactional && input.sql !== '' ? [{ ...input, index }] : [],
      );
      if (chosen.length > 0) {
        await mkdir(join(home, String(transactional)));
        const files = chosen.map(({ index }) => join(home, String(transactional), `${index}.sql`));
        await Promise.all(chosen.map(({ sql }, at) => writeFile(files[at] ?? '', sql)));
        reports.push(...(await report(folder, files, transactional)));
      }
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
  return reports;
}

async function report(folder: string, files: string[], transactional: boolean): Promise<SquawkReport[]> {
  const script = findSquawk(folder);
  const { stdout, stderr } = await run(
    process.execPath,
    [
      script,
      '--reporter=json',
      transactional ? '--assume-in-transaction' : '--no-assume-in-transaction',
      ...files,
    ],
    // A .squawk.toml of the working directory would configure it a second time.
    { cwd: dirname(files[0] ?? ''), maxBuffer: 1 << 28 },
  ).catch((error: { stdout?: string; stderr?: string }) => ({
    // It exits with 1 where it finds something.
    stdout: error.stdout ?? '',
    stderr: error.stderr ?? String(error),
  }));
  if (!stdout.startsWith('[')) {
    throw new MigrationError(
      'LINTER_FAILED',
      `squawk (${script}) did not run: ${stderr.trim() || stdout.trim()}`,
    );
  }
  return (JSON.parse(stdout) as RawReport[]).map(({ file, line, rule_name: rule, message, help }) => ({
    input: Number(basename(file, '.sql')),
    line,
    rule,
    message,
    help,
  }));
}

interface RawReport {
  file: string;
  line: number;
  rule_name: string;
  message: string;
  help: string | null;
}

/** The script of the npm package `squawk-cli`, which finds the binary of this platform. */
function findSquawk(folder: string): string {
  for (const from of [join(folder, 'package.json'), import.meta.url]) {
    try {
      return join(dirname(createRequire(from).resolve('squawk-cli/package.json')), 'js', 'bin', 'squawk');
    } catch {
      // Not there: the next place.
    }
  }
  throw new MigrationError(
    'LINTER_MISSING',
    'squawk, which reads the PostgreSQL statements, is not installed. Install it with: npm install --save-dev squawk-cli',
  );
}
