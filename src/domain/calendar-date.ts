/**
 * Whether `text` is a day of the calendar, written `YYYY-MM-DD`. The year 0000 is none: ISO 8601 has it, but
 * PostgreSQL does not.
 */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text.startsWith('0000')) {
    return false;
  }
  const moment = new Date(`${text}T00:00:00Z`);
  // JavaScript takes 30 February for 1 March.
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}

/** The date in `timeZone` (an IANA name) at `moment`, as `YYYY-MM-DD`; undefined where nobody knows such a time zone. */
export function dateIn(timeZone: string, moment: Date): string | undefined {
  try {
    const parts = new Intl.DateTimeFormat('en', {
      timeZone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    }).formatToParts(moment);
    const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
    return `${part('year')}-${part('month')}-${part('day')}`;
  } catch (error) {
    if (error instanceof RangeError) {
      return undefined;
    }
    throw error;
  }
}
