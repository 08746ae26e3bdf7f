/** What came of a scenario. */
export interface Seen {
  /** What was measured, for people. */
  facts: Record<string, string | number>;
  /** The promises that did not hold, each in a sentence; empty where all did. */
  broken: string[];
}

/** Something that is done to servers and processes. */
export interface Scenario {
  name: string;
  /** What is done, in a sentence. */
  about: string;
  /** Runs it for as long as it takes to be sure. The tests run the same function for seconds. */
  long(): Promise<Seen>;
}

/** Runs a scenario on one database, then on the other one. */
export async function onBoth(run: (dialect: 'sqlite' | 'postgresql') => Promise<Seen>): Promise<Seen> {
  const facts: Seen['facts'] = {};
  const broken: string[] = [];
  for (const dialect of ['sqlite', 'postgresql'] as const) {
    const seen = await run(dialect);
    for (const [what, value] of Object.entries(seen.facts)) {
      facts[`${dialect}: ${what}`] = value;
    }
    broken.push(...seen.broken.map((sentence) => `${dialect}: ${sentence}`));
  }
  return { facts, broken };
}
