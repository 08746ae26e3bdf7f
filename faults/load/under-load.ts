import { setTimeout as wait } from 'node:timers/promises';
import { type ApiProcess, startApi } from '../../processes/api-process.ts';
import type { Seen } from '../scenario.ts';
import { compare } from './check.ts';
import { judge } from './judge.ts';
import { startLoad } from './steady-load.ts';

/** How hard, how long and how often; times in milliseconds. */
export interface Conditions {
  /** How many API processes there are. */
  processes: number;
  /** Mutations a second, of all processes together. */
  rate: number;
  /** How long everything is well before, between and after. */
  upMs: number;
  /** How long recovery may take, from when the fault is mended to a mutation that is acknowledged. */
  recoveryMs?: number;
  /** How long an answer may take. It waits for a connection for 5 s by default. */
  answerMs?: number;
}

/** Breaks something, and mends it: resolves when it is mended. */
export type Fault = () => Promise<void>;

/**
 * Starts API processes with `env`, and does one fault after the other under a steady load of mutations. Every request is
 * answered in time, with a code of an outage if not with an acknowledgement; the same processes recover; and the database
 * has what was acknowledged.
 */
export async function underLoad(
  env: Record<string, string>,
  faults: readonly Fault[],
  { processes, rate, upMs, recoveryMs = 5_000, answerMs = 10_000 }: Conditions,
): Promise<Seen> {
  const apis = await startApis(processes, env);
  let ended = 0;
  for (const api of apis) {
    void api.ended.then(() => ended++);
  }
  try {
    let turn = 0;
    const target = () => apis[turn++ % apis.length]?.address ?? '';
    const load = startLoad({ target, rate, patienceMs: 2 * answerMs });
    const recoveries: number[] = [];
    await wait(upMs);
    for (const fault of faults) {
      await fault();
      const mended = performance.now();
      const acknowledged = await load.acknowledgedSince(mended, 2 * recoveryMs).catch(() => Infinity);
      recoveries.push(Math.round(acknowledged - mended));
      await wait(upMs);
    }
    await load.stop();
    const seen = judge(load.ledger, await compare(load.ledger, target()), {
      codes: ['DATABASE_UNAVAILABLE', 'DEADLINE_EXCEEDED'],
      withinMs: answerMs,
    });
    const broken = [...seen.broken];
    if (ended > 0) {
      broken.push(`${ended} API processes ended.`);
    }
    if (recoveries.some((ms) => ms > recoveryMs)) {
      broken.push(`Recovery took ${recoveries.join(', ')} ms; ${recoveryMs} ms are promised.`);
    }
    return { facts: { 'recovery, ms': recoveries.join(', '), ...seen.facts }, broken };
  } finally {
    await Promise.all(apis.map((api) => api.end('SIGKILL')));
  }
}

async function startApis(count: number, env: Record<string, string>): Promise<ApiProcess[]> {
  const apis: ApiProcess[] = [];
  try {
    for (let n = 0; n < count; n++) {
      apis.push(await startApi(env));
    }
    return apis;
  } catch (error) {
    await Promise.all(apis.map((api) => api.end('SIGKILL')));
    throw error;
  }
}
