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
