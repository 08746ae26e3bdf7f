import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ContractError } from '../errors.ts';
import { type Finding, linesOf, type Paint } from '../findings.ts';
import { compareWithReleased } from '../old-clients/compare.ts';
import { printReleased, RELEASED, readReleased } from '../old-clients/released.ts';
import { readSdl } from '../sdl/read-sdl.ts';
import type { CommandResult, SchemaCommand } from './command.ts';

/** Where the reasons stand for which old clients were broken. */
const BREAKING_CHANGES = 'contract/breaking-changes.md';

/**
 * Makes the SDL as it is the one that old clients rely on.
 *
 * @param reason Why the changes that break old clients are made; it is kept, with the changes, in
 *   contract/breaking-changes.md.
 * @returns The files that were written; none where nothing changed.
 * @throws {ContractError} for breaking changes without a reason.
 */
export async function releaseSchema(root: string, reason?: string): Promise<string[]> {
  if (reason?.trim() === '') {
    throw new ContractError('REASON_MISSING', 'Give the reason: --breaking="…". Nothing was changed.');
  }
  const [sdl, released] = await Promise.all([readSdl(root), readReleased(root)]);
  const findings = released === undefined ? [] : (await compareWithReleased(released, sdl)).findings;
  if (findings.length > 0 && reason === undefined) {
    throw new ContractError('BREAKING_CHANGES', refusal(findings));
  }
  const text = printReleased(sdl);
  if (existsSync(join(root, RELEASED)) && text === (await readFile(join(root, RELEASED), 'utf8'))) {
    return [];
  }
  await writeFile(join(root, RELEASED), text);
  if (reason === undefined || findings.length === 0) {
    return [RELEASED];
  }
  await record(root, reason.trim(), findings);
  return [RELEASED, BREAKING_CHANGES];
}

/** An error goes to a script as well. */
const plain: Paint = (_format, text) => text;

function refusal(findings: readonly Finding[]): string {
  return [
    'This would break old clients:',
    '',
    ...findings.flatMap((finding) => [...linesOf(finding, plain), '']),
    'Nothing was changed. If it has to be: npm run schema:release -- --breaking="the reason".',
  ].join('\n');
}

async function record(root: string, reason: string, findings: readonly Finding[]): Promise<void> {
  const path = join(root, BREAKING_CHANGES);
  const before = existsSync(path)
    ? await readFile(path, 'utf8')
    : '# What was broken on purpose, and why\n\nWritten by `npm run schema:release -- --breaking="…"`.\n';
  const entries = findings.map(({ subject, problem }) => `- \`${subject}\`: ${problem}\n`);
  await writeFile(path, `${before}\n## ${reason}\n\n${entries.join('')}`);
}

/** `npm run schema:release`. */
export const release: SchemaCommand = {
  name: 'release',
  describe: 'Makes the SDL as it is the one that old clients rely on',
  options: {
    breaking: { type: 'string', describe: 'Release changes that break old clients too, for this reason' },
  },
  async run(root, { breaking }): Promise<CommandResult> {
    const written = await releaseSchema(root, breaking as string | undefined);
    const lines =
      written.length === 0
        ? ['Nothing has changed since the last release.']
        : [`Written: ${written.join(', ')}. Commit it with the change.`];
    return { exitCode: 0, json: { written }, lines };
  },
};
