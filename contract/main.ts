import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { check } from './commands/check.ts';
import type { SchemaCommand } from './commands/command.ts';
import { release } from './commands/release.ts';
import { ContractError } from './errors.ts';

const COMMANDS = [check, release];
const ROOT = resolve(import.meta.dirname, '..');

/** `npm run schema:check`, `npm run schema:release`. Exit codes: 0 fine, 1 findings or refused, 2 wrong usage. */
const [name, ...args] = process.argv.slice(2);
const command = COMMANDS.find((candidate) => candidate.name === name);
process.exitCode =
  command === undefined ? misused(`There is no command ${name ?? 'without a name'}.`) : await run(command);

async function run({ options, run: carryOut }: SchemaCommand): Promise<number> {
  let values: Record<string, unknown>;
  try {
    ({ values } = parseArgs({
      args,
      options: { ...options, json: { type: 'boolean' }, help: { type: 'boolean' } },
    }));
  } catch (error) {
    return misused((error as Error).message);
  }
  if (values.help) {
    process.stdout.write(help());
    return 0;
  }
  try {
    const { exitCode, json, lines } = await carryOut(ROOT, values);
    process.stdout.write(`${values.json ? JSON.stringify(json, undefined, 2) : lines.join('\n')}\n`);
    return exitCode;
  } catch (error) {
    if (!(error instanceof ContractError)) {
      throw error;
    }
    const { code, message } = error;
    if (values.json) {
      process.stdout.write(`${JSON.stringify({ error: { code, message } }, undefined, 2)}\n`);
    } else {
      process.stderr.write(`${message}\n`);
    }
    return 1;
  }
}

function misused(message: string): number {
  process.stderr.write(`${message}\n\n${help()}`);
  return 2;
}

function help(): string {
  const lines = COMMANDS.flatMap(({ name: each, describe, options }) => [
    `  npm run schema:${each}   ${describe}`,
    ...Object.entries(options).map(([option, { describe: what }]) => `      --${option}   ${what}`),
  ]);
  return `${[...lines, '      --json   Print one JSON document, for scripts'].join('\n')}\n`;
}
