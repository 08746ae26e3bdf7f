const WHITE_SPACE = /[\p{White_Space}\uFEFF]/u;

/**
 * `text` without white space at its ends: what Unicode calls White_Space, and the byte order mark.
 * No regular expression looks for the end: it would take time quadratic in the white space inside.
 */
export function trimWhiteSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && WHITE_SPACE.test(text.charAt(start))) {
    start++;
  }
  while (end > start && WHITE_SPACE.test(text.charAt(end - 1))) {
    end--;
  }
  return text.slice(start, end);
}

/** Whether `text` has more than `limit` Unicode code points, which is what both databases count. */
export function isLongerThan(text: string, limit: number): boolean {
  if (text.length <= limit) {
    return false;
  }
  // A code point takes at most two of JavaScript's units.
  return text.length > 2 * limit || [...text].length > limit;
}

/** Whether both databases can store `text`: PostgreSQL has no NUL in text, and half a surrogate pair is no character. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
