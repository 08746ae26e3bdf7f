/** A variable that has a wrong value: one line that names it, what it got and what it accepts. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(name: string, value: string, accepts: string) {
    super(`${name} is ${JSON.stringify(maskSecrets(value))}; it must be ${accepts}.`);
  }
}

/**
 * Hides the password of a database address, also of a mistyped one: what stands between the user and the last `@`,
 * and every `password=`.
 */
export function maskSecrets(text: string): string {
  return text
    .replace(/^([a-z][a-z\d+.-]*:?\/{0,3}|\/{2,3})?([^:/@]*):.*@/is, '$1$2:***@')
    .replace(/(password\s*=)[^&]*/gi, '$1***');
}
