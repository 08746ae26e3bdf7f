import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isCalendarDate } from '../../src/domain/calendar-date.ts';

/** Days of each month by the rule of the Gregorian calendar. */
function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

describe('isCalendarDate', () => {
  test('knows every day of the years 1 to 9999 and no other', () => {
    const part = (max: number) => fc.nat({ max });
    fc.assert(
      fc.property(part(9999), part(13), part(32), (year, month, day) => {
        const pad = (number: number, digits: number) => String(number).padStart(digits, '0');
        const isDay = year > 0 && day > 0 && day <= daysIn(year, month);
        expect(isCalendarDate(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`)).toBe(isDay);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    '',
    '2026-1-1',
    '2026-11-23T00:00:00Z',
    ' 2026-11-23',
    '2026-11-23\n',
    '12026-11-23',
    '２０２６-11-23',
  ])('refuses the form of %j', (text) => {
    expect(isCalendarDate(text)).toBe(false);
  });
});
