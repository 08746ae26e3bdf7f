import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isLongerThan, isStorable, trimWhiteSpace } from '../../src/domain/text.ts';

const anyText = fc.string({
  unit: fc.constantFrom(' ', '\t', '\u2003', '\u0085', '\ufeff', 'a', '😀', '\u200b'),
});

describe('trimWhiteSpace', () => {
  test('removes all white space at the ends and nothing else', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const trimmed = trimWhiteSpace(text);
        expect(trimmed).not.toMatch(/^[\p{White_Space}\ufeff]|[\p{White_Space}\ufeff]$/u);
        expect(text.replace(trimmed, '')).toMatch(/^[\p{White_Space}\ufeff]*$/u);
      }),
    );
  });

  test('takes no longer for much white space inside', () => {
    const text = `a${' '.repeat(1_000_000)}b`;
    const start = performance.now();
    expect(trimWhiteSpace(text)).toBe(text);
    expect(performance.now() - start).toBeLessThan(30_000);
  });
});

describe('isLongerThan', () => {
  test('counts code points', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat({ max: 12 }), (text, limit) => {
        expect(isLongerThan(text, limit)).toBe([...text].length > limit);
      }),
    );
  });
});

describe('isStorable', () => {
  test.each(['', 'a', '😀', '\u0001', '\ufffd', '￿', 'שלום'])('takes %j', (text) => {
    expect(isStorable(text)).toBe(true);
  });

  test.each(['\0', 'a\0', '\ud83d', '\ude00', '\ude00\ud83d', 'a\ud83db'])('refuses %j', (text) => {
    expect(isStorable(text)).toBe(false);
  });
});
