import { expect, test } from '@jest/globals';
import { searchWords, wordsOf } from '../../../src/database/search/index.ts';

test.each([
  ['letters and digits, in lower case', 'Buy 2 LITRES milk', ['buy', '2', 'litres', 'milk']],
  [
    'letters without accents, composed or not',
    'Crème bru\u0302le\u0301e Ångström',
    ['creme', 'brulee', 'angstrom'],
  ],
  ['accents of Vietnamese, Greek and Cyrillic too', 'Tiếng Μαΐου ЁЛКА й', ['tieng', 'μαιου', 'елка', 'и']],
  ['letters that have no accent as they are', 'straße Bjørn Łódź ılık', ['straße', 'bjørn', 'łodz', 'ılık']],
  ['a dotted capital I as i', 'İSTANBUL', ['istanbul']],
  ['one sigma', 'ΟΔΟΣ ὁδός', ['οδοσ', 'ὁδοσ']],
  ['Arabic without vowel signs, hamza and stretching', 'أَحْمَد كتـــاب', ['احمد', 'كتاب']],
  ['Hindi with its vowels, without the dot below', 'हिन्दी लड़का', ['हिन्दी', 'लडका']],
  ['another kana with a mark for another word', 'がか ガ', ['がか', 'ガ']],
  ['a run of letters without spaces as one', '買牛奶。한국어', ['買牛奶', '한국어']],
  [
    'what stands between signs',
    "ann@example.org https://x.y/z?a=1 3.14 don't",
    ['ann', 'example', 'org', 'https', 'x', 'y', 'z', 'a', '1', '3', '14', 'don', 't'],
  ],
  ['nothing of emoji and symbols', '🥛milk❤️ 1️⃣ ₽5 m²', ['milk', '1', '5', 'm']],
  ['nothing of operators', '"a" AND -b* (c:d) & !e | NEAR', ['a', 'and', 'b', 'c', 'd', 'e', 'near']],
  [
    'what stands between NUL, half a surrogate pair and marks of direction',
    'a\0b\ud800c\u2067d\u2069',
    ['a', 'b', 'c', 'd'],
  ],
  ['no word of an empty text', ' \n', []],
])('knows %s', (_what, text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

test('looks for the first ten words, each once', () => {
  expect(searchWords('a b a c d e f g h i j k')).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']);
});

test('looks at the first 64 characters of a word', () => {
  expect(searchWords('😀'.repeat(3) + '𐐷'.repeat(100))).toEqual(['𐐷'.repeat(64)]);
});
