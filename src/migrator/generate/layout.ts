/** A template literal of TypeScript that is exactly `text`. */
export function template(text: string): string {
  return `\`${text.replaceAll('\r', '\\r').replace(/`|\\(?!r)|\$(?=\{)/g, '\\$&')}\``;
}

/** A string literal of TypeScript in the quotes that need fewer escapes, single ones by preference. */
export function string(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return escaped.includes("'") && !escaped.includes('"')
    ? `"${escaped}"`
    : `'${escaped.replaceAll("'", "\\'")}'`;
}

/**
 * A call as a statement of a method body, on one line where it fits. A single argument of several lines stays behind
 * its parenthesis; otherwise every argument has its own line.
 */
export function call(callee: string, parts: readonly string[], lineWidth: number): string {
  const line = `    ${callee}(${parts.join(', ')});`;
  const isMultiline = line.includes('\n');
  if (isMultiline ? parts.length === 1 : line.length <= lineWidth) {
    return line;
  }
  return `    ${callee}(\n${parts.map((part) => `      ${part},\n`).join('')}    );`;
}

/** A doc comment, on one line where it fits. */
export function docComment(text: string, indent: string, lineWidth: number): string[] {
  const safe = text.replaceAll('*/', '* /');
  const line = `${indent}/** ${safe} */`;
  if (line.length <= lineWidth) {
    return [line];
  }
  const lines: string[] = [];
  let current = `${indent} *`;
  for (const word of safe.split(' ')) {
    if (`${current} ${word}`.length > lineWidth && current !== `${indent} *`) {
      lines.push(current);
      current = `${indent} *`;
    }
    current = `${current} ${word}`;
  }
  return [`${indent}/**`, ...lines, current, `${indent} */`];
}
