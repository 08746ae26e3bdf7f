import { MigrationError } from '../errors.ts';
import { nextTimestamp } from '../generate/timestamp.ts';

const DIGITS = /\d{14}/;

/** A migration file that gets another place in the order. */
export interface Renumbered {
  from: string;
  to: string;
  /** The text of the file under its new name. */
  content: string;
}

/**
 * Gives the migrations of this branch names that sort after those of the other: none where they do already, else all
 * of them, so that they stay in their order.
 *
 * @param own The names and texts of the files of this branch, in their order.
 * @param others The names of the files of the other.
 * @throws {MigrationError} CHANGE_NOT_SUPPORTED for a name without a timestamp.
 */
export function renumber(
  own: readonly { name: string; content: string }[],
  others: readonly string[],
  now: Date,
): Renumbered[] {
  const last = others.toSorted().at(-1) ?? '';
  if (own.every(({ name }) => name > last)) {
    return [];
  }
  const names = [...others];
  return own.map(({ name, content }) => {
    const digits = DIGITS.exec(name)?.[0];
    if (digits === undefined) {
      throw new MigrationError(
        'CHANGE_NOT_SUPPORTED',
        `${name} has no timestamp of 14 digits in its name, so it cannot be given a later one. ` +
          `Rename the file, its class and its \`name\` by hand so that it sorts after ${last}, and run this again.`,
      );
    }
    const timestamp = nextTimestamp(now, names);
    const to = name.replace(digits, timestamp);
    names.push(to);
    return { from: name, to, content: content.replaceAll(digits, timestamp) };
  });
}
