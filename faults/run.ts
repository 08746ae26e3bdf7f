import { parseArgs } from 'node:util';
import type { Seen } from './scenario.ts';
import { scenarios } from './scenarios/index.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { list: { type: 'boolean', default: false } },
});
if (values.list) {
  for (const { name, about } of scenarios) {
    console.log(`${name.padEnd(24)} ${about}`);
  }
  process.exit(0);
}
const unknown = positionals.filter((name) => !scenarios.some((scenario) => scenario.name === name));
if (unknown.length > 0) {
  console.error(
    `No scenario is called ${unknown.join(', ')}. There are: ${scenarios.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}

let failed = 0;
for (const { name, about, long } of scenarios) {
  if (positionals.length === 0 || positionals.includes(name)) {
    console.log(`\n${name}: ${about}`);
    const began = performance.now();
    const { facts, broken } = await long().catch(
      (error: unknown): Seen => ({ facts: {}, broken: [String(error)] }),
    );
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    for (const [what, value] of Object.entries({ ...facts, 'took, s': seconds })) {
      console.log(`  ${what.padEnd(36)} ${value}`);
    }
    for (const sentence of broken) {
      console.log(`  BROKEN: ${sentence}`);
    }
    failed += broken.length > 0 ? 1 : 0;
    console.log(broken.length === 0 ? '  Every promise held.' : '');
  }
}
process.exitCode = failed === 0 ? 0 : 1;
