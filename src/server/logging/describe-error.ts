import { cutValues } from './cut-values.ts';

/** An error as the log has it. */
export interface DescribedError {
  type: string;
  message: string;
  code?: string;
  /** Where it was thrown: the frames, without the message that a stack repeats. */
  stack?: string;
  /** PostgreSQL's names of what it is about. */
  severity?: string;
  routine?: string;
  table?: string;
  column?: string;
  constraint?: string;
  cause?: DescribedError;
  errors?: DescribedError[];
}

/** More causes of causes say nothing new. */
const MAX_DEPTH = 5;
const MAX_ERRORS = 5;
const NAMES = ['severity', 'routine', 'table', 'column', 'constraint'] as const;

/**
 * What the log says of an error: all that helps to mend it, and nothing that somebody wrote into a todo. So not what it
 * carries, but what is named here: PostgreSQL puts whole rows into `detail` and `where`, Node what a client sent into
 * `rawPacket`, others parameters, settings and headers. Messages lose the values that they quote.
 *
 * Reads errors of every realm and driver, and what was thrown without being one.
 */
export function describeError(thrown: unknown, depth = 0): DescribedError {
  if (typeof thrown !== 'object' || thrown === null) {
    return { type: thrown === null ? 'null' : typeof thrown, message: 'What was thrown is no error.' };
  }
  const error = thrown as Record<string, unknown>;
  const code = textOf(error, 'code');
  const described: DescribedError = {
    type: textOf(error, 'name') ?? 'Object',
    message: cutValues(textOf(error, 'message') ?? 'What was thrown is no error.', code),
  };
  if (code !== undefined) {
    described.code = code.slice(0, 64);
  }
  const frames = framesOf(textOf(error, 'stack'), textOf(error, 'message'));
  if (frames !== '') {
    described.stack = frames;
  }
  if (SQLSTATE.test(code ?? '')) {
    for (const name of NAMES) {
      const value = textOf(error, name);
      if (value !== undefined) {
        described[name] = value;
      }
    }
  }
  if (depth < MAX_DEPTH) {
    const cause = CAUSES.map((name) => fieldOf(error, name)).find(
      (found) => found !== undefined && found !== null,
    );
    if (cause !== undefined) {
      described.cause = describeError(cause, depth + 1);
    }
    const errors = fieldOf(error, 'errors');
    if (Array.isArray(errors)) {
      described.errors = errors.slice(0, MAX_ERRORS).map((one) => describeError(one, depth + 1));
    }
  }
  return described;
}

/** The last two are graphql-js's names for it: of an error that it wraps, and of what was thrown without being one. */
const CAUSES = ['cause', 'originalError', 'thrownValue'];
const SQLSTATE = /^[0-9A-Z]{5}$/;

/** A getter of a foreign error may throw. */
function fieldOf(error: Record<string, unknown>, name: string): unknown {
  try {
    return error[name];
  } catch {
    return undefined;
  }
}

function textOf(error: Record<string, unknown>, name: string): string | undefined {
  const value = fieldOf(error, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** @param message Is cut off first: what somebody wrote could look like a frame. */
function framesOf(stack = '', message = ''): string {
  return (message === '' ? stack : stack.replaceAll(message, ''))
    .split('\n')
    .filter((line) => /^\s+at .*(:\d+|native|<anonymous>|index \d+)\)?$/.test(line))
    .map((line) => line.trim())
    .join('\n');
}
