import type { DatabaseLocation } from '../../src/config.ts';

/** What a server process is told, in the variable `BENCH_LOCATION`: the database, which is filled already. */
export function givenLocation(): DatabaseLocation {
  const given = process.env.BENCH_LOCATION;
  if (given === undefined) {
    throw new Error('BENCH_LOCATION is not set. Servers are started by: npm run bench');
  }
  return JSON.parse(given) as DatabaseLocation;
}

/** What a server process answers its parent. */
export type Said = { url: string } | { cpuSeconds: number };

/** Says where the server listens, and from then on how much processor time it has taken whenever it is asked. */
export function tell(url: string): void {
  const say = (said: Said) => process.send?.(said);
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    say({ cpuSeconds: (user + system) / 1e6 });
  });
  process.on('disconnect', () => process.exit());
  say({ url });
}
