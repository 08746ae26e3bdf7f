import { createInterface } from 'node:readline/promises';
import type { Ask } from '../diff/renames/decide.ts';
import { MigrationError } from '../errors.ts';

/** The ends of a conversation. */
export interface Terminal {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
}

/** The terminal that the process runs in, if a person sits at it. */
export function ownTerminal(): Terminal | undefined {
  const { stdin: input, stdout: output } = process;
  return input.isTTY && output.isTTY && !process.env.CI ? { input, output } : undefined;
}

/**
 * Asks in a terminal by a list of numbered answers, again until one is chosen.
 *
 * @throws {MigrationError} RENAME_UNDECIDED when the person leaves (Ctrl-C, Ctrl-D) instead.
 */
export function askIn({ input, output }: Terminal): Ask {
  return async ({ subject, answers }) => {
    const terminal = createInterface({ input, output });
    const left = new AbortController();
    terminal.once('close', () => left.abort());
    output.write(`${subject} is gone from the entities. What happened to it?\n`);
    for (const [index, { meaning }] of answers.entries()) {
      output.write(`  ${index + 1}) ${meaning}\n`);
    }
    try {
      for (;;) {
        const reply = await terminal.question(`Answer 1-${answers.length}: `, { signal: left.signal });
        const chosen = answers[Number(reply.trim()) - 1];
        if (chosen !== undefined) {
          return chosen.answer;
        }
      }
    } catch (cause) {
      throw new MigrationError(
        'RENAME_UNDECIDED',
        `It was not said what happened to ${subject}. Nothing was written.`,
        { cause },
      );
    } finally {
      terminal.close();
    }
  };
}
