import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Sees to it that a server and its folder do not outlive this process. */
export interface Caretaker {
  /** @param pid The process to end. */
  watch(pid: number): void;
  /** Both are gone: there is nothing left to do. */
  dismiss(): void;
}

/**
 * Starts a process that notices how this one ends. A signal handler would not do: nothing of this process runs after
 * `kill -9`, and handlers of a library would take Ctrl-C from whoever uses it.
 *
 * @param folder What to delete then.
 */
export function hireCaretaker(folder: string): Caretaker {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'caretaker.js'), folder], {
    // A process group of its own: Ctrl-C reaches every process of a terminal's.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    // Not NODE_OPTIONS, which may preload half an application.
    env: {},
  });
  child.unref();
  const { stdin } = child;
  stdin.on('error', () => {});
  if ('unref' in stdin && typeof stdin.unref === 'function') {
    stdin.unref();
  }
  return {
    watch: (pid) => void stdin.write(`pid ${pid}\n`),
    dismiss: () => void stdin.end('done\n'),
  };
}
