/** The statements of a trigger, each with its semicolon: an entity may leave out the last. */
export function terminated(body: string): string {
  const text = body.trim();
  return text.endsWith(';') ? text : `${text};`;
}
