import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import pino from 'pino';
import { Alarms } from '../../../src/server/limits/alarms.ts';
import { Deadlines } from '../../../src/server/limits/deadline.ts';
import { newScope } from '../../../src/server/request-scope.ts';

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
});
afterEach(() => {
  jest.useRealTimers();
});

test('alarms ring after their time, each once, but those that are called off', () => {
  const alarms = new Alarms(100);
  const rung: string[] = [];
  alarms.set(() => rung.push('first'));
  const callOff = alarms.set(() => rung.push('called off'));
  jest.advanceTimersByTime(60);
  alarms.set(() => rung.push('second'));
  callOff();
  jest.advanceTimersByTime(39);
  expect(rung).toEqual([]);
  jest.advanceTimersByTime(2);
  expect(rung).toEqual(['first']);
  jest.advanceTimersByTime(1_000);
  expect(rung).toEqual(['first', 'second']);
});

test.each([
  [100, 75],
  [10_000, 9_750],
])(
  'of %d ms a request has %d before it is told to stop, and at the end the answer is that it is late',
  async (limit, stop) => {
    const scope = newScope('ticket-1', pino({ level: 'silent' }));
    let answer = '';
    const never = new Promise<string>(() => {});
    new Deadlines(limit)
      .within(
        scope,
        () => never,
        ({ code }) => code,
      )
      .then((late) => {
        answer = late;
      });
    const after = async (ms: number) => {
      jest.advanceTimersByTime(ms);
      await new Promise(setImmediate);
      return [scope.signal?.aborted, answer];
    };
    expect(await after(stop - 1)).toEqual([false, '']);
    expect(await after(2)).toEqual([true, '']);
    expect(await after(limit - stop - 2)).toEqual([true, '']);
    expect(await after(2)).toEqual([true, 'DEADLINE_EXCEEDED']);
  },
);
