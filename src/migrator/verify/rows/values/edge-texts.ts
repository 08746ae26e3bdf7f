/** Texts over which SQL, encodings and lengths stumble. None holds U+0000, which PostgreSQL does not take. */
const TEXTS = [
  '',
  ' ',
  `it's "quoted" \`back\``,
  'back\\slash \\n \\\\ %_',
  'é e\u0301 ñ n\u0303',
  '😀👩‍👩‍👧‍👦🇺🇳',
  'שלום عالم \u202eabc',
  'İıßſ ŞĞ K',
  'line\nbreak\r\n\ttab',
  '; drop table x; -- $1 ? :a',
  'NULL',
  '007',
  ' padded ',
  '\u{10ffff}\uffff\ufeff',
];

/** One of one code point, and of one to four bytes each. */
const PATTERN = [...'aé€😀'];
/** An index holds some 2700 bytes of a text (PostgreSQL manual, "B-Tree"), after compression. */
const LONG = 500;
const LONGEST = 20_000;

/** Texts at the ends of what a limit in code points lets in. */
export function edgeTexts(length: number | undefined): string[] {
  const longest = Math.min(length ?? LONG, LONGEST);
  const texts = [
    ...TEXTS.filter((text) => length === undefined || [...text].length <= length),
    textOf(longest),
    '😀'.repeat(longest),
    ...[...'a😀é'].filter(() => longest > 0),
  ];
  return [...new Set(texts)];
}

/** A text of exactly so many code points. */
export function textOf(length: number): string {
  return Array.from({ length }, (_, index) => PATTERN[index % PATTERN.length]).join('');
}
