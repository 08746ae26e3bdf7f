import { nearest } from '../run/nearest.ts';
import type { Program } from './run-command.ts';

/** A command that was called in a way it cannot be called. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code = 'WRONG_USAGE';
}

/** What yargs knows of the command at hand, and its types do not tell. */
interface Known {
  getOptions(): {
    key: Readonly<Record<string, unknown>>;
    alias: Readonly<Record<string, readonly string[]>>;
    string: readonly string[];
    number: readonly string[];
    array: readonly string[];
  };
  getInternalMethods(): { getCommandInstance(): { getCommands(): string[] } };
  recommendCommands(recommend: boolean): unknown;
  /** The name of the program. */
  $0: string;
}

/** Options of text that may stand alone: `migration:fresh --seed` takes the default seeder. */
const MAY_BE_EMPTY = new Set(['seed']);

/** Makes wrong usage of any command of `program`, MikroORM's own too, a `UsageError` that says what was probably meant. */
export function refuseWrongUsage(program: Program, args: readonly string[]): void {
  const known = program as unknown as Known;
  const commands = known.getInternalMethods().getCommandInstance().getCommands();
  known.recommendCommands(false); // It names what was meant, but not what was wrong.
  program.fail((message, error) => {
    if (error instanceof Error && error.name !== 'YError') {
      throw error;
    }
    throw new UsageError(explain(message ?? '', args, commands, known));
  });
  // MikroORM's own options lack this: `migration:up --to` would apply everything.
  program.middleware((values) => assertValues(values, args, commands, known));
}

function explain(
  message: string,
  args: readonly string[],
  commands: readonly string[],
  known: Known,
): string {
  const help = helpFor(args, commands, known);
  const unknown = /^Unknown (?:argument|command)s?: (.+)$/.exec(message)?.[1]?.split(', ');
  if (unknown !== undefined) {
    return `${unknown
      // yargs names an option with a dash twice: as it was given, and in camel case.
      .filter((name, index) => index === 0 || args.some((arg) => nameOf(arg) === name))
      .map((name) => explainUnknown(name, args, commands, known))
      .join(' ')} ${help}`;
  }
  if (message === '') {
    return `No command was given. ${help}`;
  }
  const missing = /^Missing required arguments?: (.+)$/.exec(message)?.[1];
  if (missing !== undefined) {
    return `${missing.split(', ').map(asOption).join(' and ')} is missing. ${help}`;
  }
  const choice = /Argument: (.+), Given: (.+), Choices: (.+)$/.exec(message);
  if (choice !== null) {
    const choices = choice[3]?.replaceAll('"', '').split(', ').join(' or ');
    return `${asOption(String(choice[1]))} is ${choice[2]}; it must be ${choices}. ${help}`;
  }
  const noValue = /^Not enough arguments following: (.+)$/.exec(message)?.[1];
  return noValue === undefined
    ? `${message.replace(/\.?$/, '.')} ${help}`
    : `${asOption(noValue)} needs a value. ${help}`;
}

function explainUnknown(
  name: string,
  args: readonly string[],
  commands: readonly string[],
  known: Known,
): string {
  if (!args.includes(name)) {
    const { key, alias } = known.getOptions();
    const options = [...Object.keys(key), ...Object.values(alias).flat()].filter(({ length }) => length > 1);
    return `There is no option ${asOption(name)}${suggest(nearest(name, options), asOption)}`;
  }
  const command = args.find((arg) => commands.includes(arg));
  return command === undefined
    ? `There is no command ${name}${suggest(nearestCommand(name, commands))}`
    : `${command} takes no argument ${name}.`;
}

/** Also by the part after the colon: `status` means `migration:status`. */
function nearestCommand(name: string, commands: readonly string[]): string | undefined {
  const short = commands.find((command) => command.split(':')[1] === name);
  return commands.find((command) => command === `migration:${name}`) ?? short ?? nearest(name, commands);
}

function suggest(candidate: string | undefined, print: (name: string) => string = String): string {
  return candidate === undefined ? '.' : `; did you mean ${print(candidate)}?`;
}

function helpFor(args: readonly string[], commands: readonly string[], known: Known): string {
  const command = args.find((arg) => commands.includes(arg));
  return command === undefined
    ? `${known.$0} --help lists all.`
    : `${known.$0} ${command} --help shows how it is used.`;
}

/** `to` of `--to=x`. */
function nameOf(arg: string): string {
  return arg.replace(/^-+|=.*$/g, '');
}

function asOption(name: string): string {
  return name.length === 1 ? `-${name}` : `--${name}`;
}

function assertValues(
  values: Readonly<Record<string, unknown>>,
  args: readonly string[],
  commands: readonly string[],
  known: Known,
): void {
  const { string, number, array } = known.getOptions();
  const refuse = (name: string, what: string) => {
    // An option is known by each of its aliases: it is named as it was given.
    if (args.some((arg) => nameOf(arg) === name)) {
      throw new UsageError(`${asOption(name)} ${what}. ${helpFor(args, commands, known)}`);
    }
  };
  for (const name of string) {
    if (values[name] === '' && !MAY_BE_EMPTY.has(name)) {
      refuse(name, 'needs a value');
    }
    if (Array.isArray(values[name]) && !array.includes(name)) {
      refuse(name, 'is given more than once');
    }
  }
  for (const name of number) {
    if (Number.isNaN(values[name])) {
      refuse(name, 'must be a number');
    }
  }
}
