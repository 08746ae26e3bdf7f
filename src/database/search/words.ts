/** The name under which SQLite knows `hasWord`. */
export const HAS_WORD = 'has_word';

/** More than so many words of a search are left out. */
export const MAX_SEARCH_WORDS = 10;
/** So many characters of a word are looked at. */
const MAX_WORD_LENGTH = 64;

/** See the migration `search_todos`: the same marks are left out of what is stored. */
const IGNORED_MARKS =
  /[\u0300-\u0304\u0306-\u030C\u030F\u0311\u031B\u0323-\u0328\u032D\u032E\u0330\u0331\u0640\u064B-\u0655\u0670\u093C\u09BC\u0A3C\u0B3C]/g;
/** Letters that have two forms in lower case, as Unicode's case folding has them. */
const FORMS = new Map(
  Object.entries({ ς: 'σ', ſ: 's', µ: 'μ', ϐ: 'β', ϑ: 'θ', ϕ: 'φ', ϖ: 'π', ϰ: 'κ', ϱ: 'ρ', ϵ: 'ε' }),
);
/** Marks that belong to symbols and emoji are no part of a word, other marks are. */
const BETWEEN_WORDS = /(?:[^\p{L}\p{Nd}\p{M}]|[\u20D0-\u20F0\uFE00-\uFE0F\u{E0100}-\u{E01EF}])+/u;

/**
 * The words of a text as search compares them: runs of letters, digits and marks, in lower case, without accents. The
 * rest, NUL and halves of surrogate pairs too, stands between words: nothing that a person types has a special meaning.
 *
 * - Accents of Latin, Greek and Cyrillic letters, Arabic vowel signs and hamza, and the dot below of Indic letters do
 *   not count, composed or not (`é` is `e`, `ё` is `е`); other marks do: `が` is not `か`. `ß`, `ø` and `ı` are letters.
 * - Where a language has no space between words (Chinese, Japanese, Thai) a run of letters is one word, which is found
 *   by its beginning.
 *
 * Both databases agree with this for every character up to U+1FFFF (each was tried) but these, which SQLite, whose tables
 * are those of Unicode 6.1, or an older ICU of PostgreSQL knows otherwise: characters that Unicode got later, and those
 * it has not given out; Greek letters with two marks of the old orthography, decomposed kana and Hangul, CJK
 * compatibility ideographs and presentation forms, which SQLite does not compose; private use characters, which it takes
 * for letters; marks of scripts that are not in the migration's list (Balinese, Tai Tham), which PostgreSQL takes for
 * spaces. Such a character can change what is found, never break a search.
 */
export function wordsOf(text: string): string[] {
  const folded = text.toLowerCase().normalize('NFD').replace(IGNORED_MARKS, '').normalize('NFC');
  return folded
    .replace(/[ςſµϐϑϕϖϰϱϵ]/g, (letter) => FORMS.get(letter) ?? letter)
    .split(BETWEEN_WORDS)
    .filter((word) => word !== '')
    .map((word) => [...word].slice(0, MAX_WORD_LENGTH).join(''));
}

/** Whether a word of `text` begins with `word`, which is one of `searchWords`. */
export function hasWord(text: string, word: string): boolean {
  return wordsOf(text).some((one) => one.startsWith(word));
}

/** The words to look for in what a person typed: the first ten, each once. Words from the eleventh on do not count. */
export function searchWords(typed: string): string[] {
  return [...new Set(wordsOf(typed).slice(0, MAX_SEARCH_WORDS))];
}
