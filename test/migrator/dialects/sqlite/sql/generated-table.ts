import fc from 'fast-check';

/** White space and comments, which may hold what looks like SQL. */
const gap = fc.constantFrom(' ', '\n', '\t ', ' /* a ) "b\' , */ ', " -- it's (not\n ", '/**/');
const name = fc.constantFrom(
  'a',
  'b',
  'B c',
  'key',
  'sélect',
  'x"y',
  "it's",
  'a.b',
  'constraint',
  'Ω(,)',
  'rowid',
  'c[1',
);
const type = fc.constantFrom(
  '',
  'integer',
  'INT',
  'varchar(200)',
  'numeric (10, -2)',
  'unsigned big int',
  '"my type"',
  'date',
);
const literal = fc.constantFrom(
  '1',
  '-.5e3',
  '+7',
  "'it''s, (a) \"b\" -- c'",
  'null',
  "x'0aF'",
  'current_timestamp',
  'true',
  '(1 + (2))',
  "(lower('A)'))",
);
const action = fc.constantFrom('set null', 'SET DEFAULT', 'cascade', 'restrict', 'no action');

function quoted(text: string): fc.Arbitrary<string> {
  const styles = [`"${text.replaceAll('"', '""')}"`, `\`${text}\``, `'${text.replaceAll("'", "''")}'`];
  return fc.constantFrom(
    ...styles,
    ...(text.includes(']') ? [] : [`[${text}]`]),
    ...(/^[a-z]+$/.test(text) && text !== 'constraint' ? [text, text.toUpperCase()] : []),
  );
}

const conflict = fc.constantFrom('', ' on conflict ignore', ' ON CONFLICT abort');
const prefix = fc.option(name.chain(quoted), { nil: undefined, freq: 2 });
const named = (constraint: fc.Arbitrary<string>) =>
  fc
    .tuple(prefix, gap, constraint)
    .map(([of, space, text]) => (of === undefined ? text : `constraint${space}${of}${space}${text}`));

const reference = (column: string) =>
  fc
    .record({
      columns: fc.constantFrom('', `(${column})`),
      actions: fc.array(
        fc.oneof(
          fc.tuple(fc.constantFrom('on delete', 'ON UPDATE'), action).map((words) => words.join(' ')),
          fc.constantFrom('match full', 'on insert cascade'),
        ),
        { maxLength: 3 },
      ),
      deferred: fc.constantFrom(
        '',
        'deferrable',
        'not deferrable initially deferred',
        'deferrable initially deferred',
      ),
    })
    .map(({ columns, actions, deferred }) => ['references "other"', columns, ...actions, deferred].join(' '));

const columnConstraint = fc.oneof(
  conflict.map((on) => `not null${on}`),
  fc.constantFrom('null', 'constraint alone', 'collate nocase', 'collate "RTRIM"', 'deferrable'),
  conflict.map((on) => `unique${on}`),
  fc.constantFrom("check (1 > (0) or ')' = '(')", 'check(true)'),
  literal.map((value) => `default ${value}`),
  fc.constantFrom('as (1 + 1)', "generated always as (upper(')')) stored", 'generated always as (2) virtual'),
  fc
    .tuple(fc.constantFrom('', ' asc', ' desc'), conflict, fc.constantFrom('', ' autoincrement'))
    .map(([order, on, grows]) => `primary key${order}${on}${grows}`),
  reference('id'),
);

interface GeneratedColumn {
  names: string[];
  text: string;
}

const column = (of: string): fc.Arbitrary<GeneratedColumn> =>
  fc
    .tuple(quoted(of), type, fc.array(fc.tuple(gap, named(columnConstraint)), { maxLength: 4 }), gap)
    .map(([text, ofType, constraints, space]) => ({
      names: [text],
      text: `${text}${space}${ofType}${constraints.map(([before, constraint]) => ` ${before}${constraint}`).join('')}`,
    }));

const keyPart = (text: string) =>
  fc
    .tuple(fc.constantFrom('', ' collate nocase'), fc.constantFrom('', ' asc', ' DESC'))
    .map(([collation, order]) => text + collation + order);

const tableConstraint = (columns: readonly string[]) =>
  fc.uniqueArray(fc.constantFrom(...columns), { minLength: 1, maxLength: 2 }).chain((used) => {
    const list = fc.tuple(...used.map(keyPart)).map((parts) => parts.join(' , '));
    return fc.oneof(
      fc.tuple(list, conflict).map(([parts, on]) => `primary key(${parts})${on}`),
      fc.tuple(list, conflict).map(([parts, on]) => `unique (${parts})${on}`),
      conflict.map((on) => `check (${used[0]} is not ')')${on}`),
      fc
        .tuple(reference(used.map((_, at) => (at === 0 ? 'id' : 'code')).join(', ')))
        .map(([text]) => `foreign key (${used.join(', ')}) ${text}`),
    );
  });

/** The text of a `create table` that SQLite often, not always, accepts. */
export const generatedTable: fc.Arbitrary<string> = fc
  .record({
    table: name.chain(quoted),
    columns: fc
      .uniqueArray(name, { minLength: 1, maxLength: 5 })
      .chain((names) => fc.tuple(...names.map(column))),
    options: fc.constantFrom('', '', '', ' without rowid', ' WITHOUT  ROWID'),
    gap,
  })
  .chain(({ table, columns, options, gap: space }) =>
    fc
      .array(
        fc.tuple(
          named(tableConstraint(columns.flatMap(({ names }) => names))),
          fc.constantFrom(',', ' '),
          gap,
        ),
        {
          maxLength: 3,
        },
      )
      .map((constraints) => {
        const tail = constraints.map(
          ([text, separator, before], at) => `${at === 0 ? ',' : separator}${before}${text}`,
        );
        return `create table ${table}${space}(${columns.map(({ text }) => text).join(`${space},`)}${tail.join('')}${space})${options}`;
      }),
  );
