import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { START } from '../../processes/start-command.ts';
import type { DatabaseLocation } from '../../src/config.ts';
import { PATIENT } from '../support/patience.ts';

/** What a process has written and how it ended. */
export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** The product as its own process, as `npm start` runs it. */
export interface ApiProcess {
  child: ChildProcess;
  /** The address that it prints when it is ready, without `/graphql`. */
  address: Promise<string>;
  ended: Promise<Ended>;
}

/** An empty folder, deleted after the run. */
export function newFolder(): string {
  const folder = mkdtempSync(join(process.env.TODO_TEST_FOLDER ?? tmpdir(), 'todo-api-'));
  folders.add(folder);
  return folder;
}

const folders = new Set<string>();
const running = new Set<ChildProcess>();

afterAll(() => {
  for (const child of running) {
    child.kill('SIGKILL');
  }
  for (const folder of folders) {
    rmSync(folder, { recursive: true, force: true });
  }
});

/**
 * Starts the product with `env` and nothing of the tests' own environment, else patient, in a folder of its own (so that
 * no `.env` of a developer counts), on a port that the system picks.
 */
export function startApi(env: Record<string, string>): ApiProcess {
  const child = spawn(process.execPath, START, {
    cwd: env.CWD ?? newFolder(),
    env: { PATH: process.env.PATH, PORT: '0', ...PATIENT, ...env },
  });
  running.add(child);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = once(child, 'close').then(([code, signal]): Ended => {
    running.delete(child);
    return { code, signal, stdout, stderr };
  });
  const address = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const found = /ready at (http:\/\/\S+)\/graphql/.exec(stdout)?.[1];
      if (found !== undefined) {
        resolve(found);
      }
    });
    ended.then(() => reject(new Error(`The API ended before it was ready:\n${stdout}${stderr}`)));
  });
  // Whoever expects it to fail never asks for the address.
  address.catch(() => {});
  return { child, address, ended };
}

/** `location` as DATABASE_URL. */
export function databaseUrl(location: DatabaseLocation): string {
  return location.dialect === 'sqlite' ? `sqlite:${location.path}` : location.url;
}

/** Asks a process over its socket: the answer, without what it cost. */
export async function ask(address: string, query: string): Promise<Pick<ExecutionResult, 'data' | 'errors'>> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { extensions: _cost, ...answer } = (await response.json()) as ExecutionResult;
  return answer;
}
