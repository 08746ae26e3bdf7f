import type { configure } from '@mikro-orm/cli';

/** The yargs program that is MikroORM's command line. */
export type Program = Awaited<ReturnType<typeof configure>>;

/** Runs a command of ours: prints what it returns, or the one line of the error that it throws, and exits with 1. */
export async function report(
  asJson: boolean,
  command: () => Promise<{ text: string; json: object }>,
): Promise<void> {
  try {
    const { text, json } = await command();
    console.log(asJson ? JSON.stringify(json, undefined, 2) : text);
  } catch (error) {
    const { name, message } = error as Error;
    if (asJson) {
      console.log(JSON.stringify({ error: { code: name, message } }, undefined, 2));
    } else {
      console.error(message.replaceAll(/\s+/g, ' '));
    }
    process.exitCode = 1;
  }
}
