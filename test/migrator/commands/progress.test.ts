import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { createProgress } from '../../../src/migrator/commands/progress.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** A stream that keeps what is written to it. */
function newStream(isTTY: boolean) {
  const written: string[] = [];
  const stream = { isTTY, columns: 30, write: (text: string) => written.push(text) };
  return { written, stream: stream as unknown as NodeJS.WriteStream };
}

test('says nothing of what is over within a second', () => {
  const { stream, written } = newStream(false);
  const progress = createProgress(stream);
  progress.report('Verifying', 1, 3);
  jest.advanceTimersByTime(900);
  progress.end();
  jest.advanceTimersByTime(60_000);
  expect(written).toEqual([]);
});

test('says of one long activity that it goes on, every ten seconds in a log', () => {
  const { stream, written } = newStream(false);
  const progress = createProgress(stream);
  progress.report('Verifying', 1, 3);
  jest.advanceTimersByTime(25_000);
  progress.end();
  expect(written).toEqual(Array(3).fill('Verifying … 1 of 3\n'));
});

test('keeps one line of a terminal, as long as that is wide, and takes it away', () => {
  const { stream, written } = newStream(true);
  const progress = createProgress(stream);
  progress.report('Verifying');
  jest.advanceTimersByTime(1100);
  progress.report('Verifying something with a long name');
  jest.advanceTimersByTime(1000);
  progress.end();
  expect(written).toEqual([
    '\r\u001B[2KVerifying …',
    '\r\u001B[2KVerifying something with a lo',
    '\r\u001B[2K',
  ]);
});

test('is quiet where that is wanted', () => {
  const { stream, written } = newStream(false);
  const progress = createProgress(stream, true);
  progress.report('Verifying');
  jest.advanceTimersByTime(60_000);
  progress.end();
  expect(written).toEqual([]);
});
