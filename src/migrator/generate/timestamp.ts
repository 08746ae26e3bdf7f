/** The 14 digits of a migration's name: seconds in UTC. */
const DIGITS = /(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})/;

/**
 * The timestamp of a new migration: `now`, or where a migration with as late a name exists (made in the same second,
 * or on a machine whose clock is ahead) the second after it. Names sort in the order in which migrations were made.
 *
 * @param names The names of all migrations so far.
 */
export function nextTimestamp(now: Date, names: readonly string[]): string {
  const last = names
    .flatMap((name) => DIGITS.exec(name)?.[0] ?? [])
    .sort()
    .at(-1);
  const current = format(now);
  if (last === undefined || current > last) {
    return current;
  }
  const [, year, month, day, hour, minute, second] = (DIGITS.exec(last) ?? []).map(Number);
  return format(
    new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0, (second ?? 0) + 1)),
  );
}

function format(date: Date): string {
  return date
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replace(/\D/g, '');
}
