import { Writable } from 'node:stream';
import type { Logger } from 'pino';
import { createLog } from '../../src/server/logging/log.ts';

/** A line of the log. */
export type LogLine = Record<string, unknown>;

/** The log of the process, and what it has written. */
export function keptLog(level: 'trace' | 'info' = 'info'): { log: Logger; lines: LogLine[] } {
  const lines: LogLine[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()));
      done();
    },
  });
  return { log: createLog({ LOG_LEVEL: level }, stream), lines };
}
