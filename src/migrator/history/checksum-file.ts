import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MigrationError } from '../errors.ts';
import { type OutputFile, writeFiles } from '../generate/write-files.ts';

/** Lies beside the migrations. */
export const CHECKSUM_FILE = 'checksums.txt';

const HEADER = `# Written by the migrator, one line per migration; never edit it by hand.
# Each line is chained to the one before it. A conflict here means that two branches both added a migration:
# take either side, then run migration:rebase.
`;

/** One migration of the checksum file. */
export interface ChecksumEntry {
  name: string;
  /** Undefined where none can be computed. */
  checksum: string | undefined;
}

const NO_CHECKSUM = '-';

/** Hash of a line and, through the one before it, of every line above. */
function link(previous: string, name: string, checksum: string): string {
  return createHash('sha256').update(`${previous}\n${name}\n${checksum}`).digest('hex').slice(0, 16);
}

/** The text of the checksum file for `entries`, which are in the order of their names. */
export function printChecksums(entries: readonly ChecksumEntry[]): string {
  let chain = '';
  const lines = entries.map(({ name, checksum = NO_CHECKSUM }) => {
    chain = link(chain, name, checksum);
    return `${name} ${checksum} ${chain}\n`;
  });
  return HEADER + lines.join('');
}

/**
 * Reads the checksum file of `folder`.
 *
 * @returns undefined where there is none: a project that has just adopted this migrator.
 * @throws {MigrationError} HISTORY_MISMATCH where two branches were merged in it, or somebody edited it.
 */
export async function readChecksums(folder: string): Promise<ChecksumEntry[] | undefined> {
  const path = join(folder, CHECKSUM_FILE);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
  return parse(text, path);
}

function parse(text: string, path: string): ChecksumEntry[] {
  const entries: ChecksumEntry[] = [];
  let chain = '';
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line === '' || line.startsWith('#')) {
      continue;
    }
    const [name, checksum, given] = line.split(' ');
    if (name === undefined || checksum === undefined || given === undefined || /^[<>=|]{7}/.test(line)) {
      throw brokenChain(path, index + 1, `is no line of a checksum file: ${line.slice(0, 80)}`);
    }
    chain = link(chain, name, checksum);
    if (given !== chain) {
      throw brokenChain(path, index + 1, `(${name}) does not follow the one before it`);
    }
    entries.push({ name, checksum: checksum === NO_CHECKSUM ? undefined : checksum });
  }
  return entries;
}

function brokenChain(path: string, line: number, what: string): MigrationError {
  return new MigrationError(
    'HISTORY_MISMATCH',
    `${path}, line ${line} ${what}: two branches that each added migrations were merged, or the file was edited. ` +
      'Nothing was changed. Run the command migration:rebase, which puts the migrations of your branch after those of the other.',
  );
}

/** The checksum file of `folder` as it is to be written. */
export function checksumFile(folder: string, entries: readonly ChecksumEntry[]): OutputFile {
  return { path: join(folder, CHECKSUM_FILE), content: printChecksums(entries) };
}

/** Writes the checksum file of `folder`. */
export async function writeChecksums(folder: string, entries: readonly ChecksumEntry[]): Promise<void> {
  await writeFiles([checksumFile(folder, entries)]);
}
