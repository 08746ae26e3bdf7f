import { beforeAll, describe, expect, test } from '@jest/globals';
import type { LintResult } from '../../../src/migrator/lint/index.ts';
import { lint, nameAt, newFolder, writeMigration } from './project.ts';

const UPDATE = `this.addSql('update "todos" set "done" = false');`;

/** What stands in up(), above the class, what is found (line and rule) and which reasons waive what. */
const CASES: [subject: string, up: string, above: string, found: string[], waived: string[]][] = [
  [
    'directly above a statement it allows what is found there',
    `// lint-allow backfill-with-ddl: twelve rows\n${UPDATE}`,
    '',
    [],
    ['7 backfill-with-ddl: twelve rows'],
  ],
  [
    'at the end of its line too',
    `${UPDATE} // lint-allow backfill-with-ddl: twelve rows`,
    '',
    [],
    ['6 backfill-with-ddl: twelve rows'],
  ],
  [
    'above a statement of several lines it allows all of it',
    `// lint-allow backfill-with-ddl: twelve rows\nthis.addSql(\`\n  select 1;\n\n  update "todos" set "done" = false\n\`);`,
    '',
    [],
    ['10 backfill-with-ddl: twelve rows'],
  ],
  [
    'above the class it allows it everywhere in the file',
    `${UPDATE}\nthis.addSql('update "lists" set "done" = false');`,
    '/* lint-allow backfill-with-ddl: nobody was there yet */',
    [],
    ['6 backfill-with-ddl: nobody was there yet', '7 backfill-with-ddl: nobody was there yet'],
  ],
  [
    'it may name several rules',
    `// lint-allow backfill-with-ddl, dialects-differ: twelve rows\nthis.sqlite('update "todos" set "done" = false');`,
    '',
    [],
    ['7 backfill-with-ddl: twelve rows', '7 dialects-differ: twelve rows'],
  ],
  [
    'it does not reach past its statement',
    `// lint-allow backfill-with-ddl: twelve rows\n${UPDATE}\nthis.addSql('update "lists" set "done" = false');`,
    '',
    ['8 backfill-with-ddl'],
    ['7 backfill-with-ddl: twelve rows'],
  ],
  [
    'without a reason it allows nothing, and is found',
    `// lint-allow backfill-with-ddl\n${UPDATE}`,
    '',
    ['6 waiver', '7 backfill-with-ddl'],
    [],
  ],
  [
    'without a rule it is found',
    `// lint-allow: twelve rows\n${UPDATE}`,
    '',
    ['6 waiver', '7 backfill-with-ddl'],
    [],
  ],
  [
    'of a rule that there is not it is found',
    `// lint-allow backfil-with-ddl: twelve rows\n${UPDATE}`,
    '',
    ['6 waiver', '7 backfill-with-ddl'],
    [],
  ],
  [
    'where it allows nothing it is found',
    `// lint-allow backfill-with-ddl: twelve rows\nthis.addSql('select 1');`,
    '',
    ['6 waiver'],
    [],
  ],
  [
    'above the class too',
    `this.addSql('select 1');`,
    '// lint-allow expand-contract: nobody reads it',
    ['2 waiver'],
    [],
  ],
  [
    'a rule that only a rehearsal asks is not said to find nothing without one',
    `// lint-allow table-rewrite: twelve rows\nthis.addSql('select 1');`,
    '',
    [],
    [],
  ],
  [
    'in the text of a statement it is none',
    `this.addSql(\`update "todos" set "note" = '// lint-allow backfill-with-ddl: twelve rows'\`);`,
    '',
    ['6 backfill-with-ddl'],
    [],
  ],
  [
    'what squawk takes for one is none',
    `this.sqlite('create index "ix" on "todos" ("done")');\nthis.postgresql(\`\n-- squawk-ignore require-concurrent-index-creation\ncreate index "ix" on "todos" ("done")\`);`,
    '',
    ['9 require-concurrent-index-creation'],
    [],
  ],
];

describe('A waiver', () => {
  let result: LintResult;

  beforeAll(async () => {
    const folder = await newFolder();
    for (const [place, [, up, above]] of CASES.entries()) {
      const body = `  override up() {\n${up}\n  }\n\n  override down() { this.addSql('select 1'); }`;
      await writeMigration(folder, place, body, above);
    }
    result = await lint(folder);
  });

  test.each(CASES.map(([subject, , , found, waived], place) => [subject, found, waived, place] as const))(
    '%s',
    (_, found, waived, place) => {
      const here = ({ file }: { file: string }) => file.includes(nameAt(place));
      expect(result.findings.filter(here).map(({ line, rule }) => `${line} ${rule}`)).toEqual(found);
      expect(
        result.waived.filter(here).map(({ line, rule, waiver }) => `${line} ${rule}: ${waiver.reason}`),
      ).toEqual(waived);
    },
  );

  test('that is wrong says what to write', () => {
    const wrong = result.findings.filter(({ rule }) => rule === 'waiver');
    expect(wrong.map(({ reason }) => reason)).toEqual([
      'This waiver gives no reason: the next reader cannot tell whether it still holds.',
      'This waiver names no rule.',
      'There is no rule backfil-with-ddl; did you mean backfill-with-ddl?',
      'This waiver allows nothing: backfill-with-ddl finds nothing in the statement it is at.',
      'This waiver allows nothing: expand-contract finds nothing in this file.',
    ]);
  });
});
