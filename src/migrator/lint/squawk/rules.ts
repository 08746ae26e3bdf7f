/** What is done with one of squawk's rules. */
export type SquawkRule =
  /** Shown. `blocks`: about a lock, so that the measured rules need not say it again. */
  | { on: true; blocks: boolean; alternative: string }
  /** Shown only where nothing was measured: the text does not tell whether the statement scans or rewrites. */
  | { on: 'unmeasured'; blocks: true; alternative: string }
  | { on: false; reason: string };

const alone =
  'in a migration of its own with override isTransactional() { return false; }, as migration:create writes it';
const type = 'Style: the entity model decides types, and migration:check holds both databases to it.';
const timeouts = 'migration:up sets it for every migration, and tries again where a lock is not granted.';
const declared =
  'A drop is declared with this.loses(…) (rule undeclared-loss) and stands apart from what replaces it (rule expand-contract).';
const renamed = 'Rule expand-contract says it, for both databases.';

/**
 * Squawk's rules (2.61.0), configured once. A rule that is not here, of a later squawk, is on.
 *
 * @see https://squawkhq.com/docs/rules
 */
export const SQUAWK_RULES: Readonly<Record<string, SquawkRule>> = {
  'adding-field-with-default': {
    on: 'unmeasured',
    blocks: true,
    alternative:
      'Add the column without a default, set the default for new rows, and fill the old ones with this.backfill(…) in a migration of its own.',
  },
  'adding-foreign-key-constraint': {
    on: true,
    blocks: true,
    alternative: `alter table … add constraint … foreign key … not valid, then alter table … validate constraint …, each committed by itself: ${alone}.`,
  },
  'adding-not-nullable-field': {
    on: 'unmeasured',
    blocks: true,
    alternative: `add constraint … check ("c" is not null) not valid; validate constraint …; alter column "c" set not null; drop constraint …, each committed by itself: ${alone}.`,
  },
  'adding-required-field': {
    on: true,
    blocks: false,
    alternative:
      'Give it a default that is a constant. Or add it as null, fill it with this.backfill(…), then set it not null.',
  },
  'adding-serial-primary-key-field': {
    on: true,
    blocks: true,
    alternative: `create unique index concurrently …, then alter table … add constraint … primary key using index …: ${alone}.`,
  },
  'ban-alter-domain-with-add-constraint': {
    on: true,
    blocks: true,
    alternative: 'A check on the table, not valid and then validated.',
  },
  'ban-char-field': { on: false, reason: type },
  'ban-concurrent-index-creation-in-transaction': {
    on: false,
    reason:
      'Rule concurrently-in-transaction says it of every statement that stands alone, drops and reindexes too.',
  },
  'ban-create-domain-with-constraint': {
    on: false,
    reason:
      'A new domain blocks nobody; a later change of it does, and rule ban-alter-domain-with-add-constraint finds that.',
  },
  'ban-drop-column': { on: false, reason: declared },
  'ban-drop-database': {
    on: true,
    blocks: false,
    alternative: 'Take it out: a migration changes the database it runs on.',
  },
  'ban-drop-not-null': {
    on: false,
    reason: 'A column that takes null blocks nobody, and what reads it is written with the entity model.',
  },
  'ban-drop-table': { on: false, reason: declared },
  'ban-truncate-cascade': {
    on: true,
    blocks: true,
    alternative: 'Name each table that is to be emptied, and declare each with this.loses({ table, rows }).',
  },
  'ban-uncommitted-transaction': {
    on: true,
    blocks: true,
    alternative: 'Take begin out: each migration is a transaction of its own.',
  },
  'changing-column-type': {
    on: 'unmeasured',
    blocks: true,
    alternative:
      'Add a column of the new type, write both, fill it with this.backfill(…), read the new one, drop the old one: each deployed by itself.',
  },
  'constraint-missing-not-valid': {
    on: true,
    blocks: true,
    alternative: `add constraint … not valid, then validate constraint …, each committed by itself: ${alone}.`,
  },
  'disallowed-unique-constraint': {
    on: true,
    blocks: true,
    alternative: `create unique index concurrently …, then alter table … add constraint … unique using index …: ${alone}.`,
  },
  'identifier-too-long': {
    on: true,
    blocks: false,
    alternative: 'Give it a name of at most 63 bytes: PostgreSQL cuts off the rest without a word.',
  },
  'prefer-big-int': { on: false, reason: type },
  'prefer-bigint-over-int': { on: false, reason: type },
  'prefer-bigint-over-smallint': { on: false, reason: type },
  'prefer-identity': { on: false, reason: type },
  'prefer-repack': {
    on: false,
    reason:
      'About a command of PostgreSQL 19. What vacuum full and cluster write anew, rule table-rewrite measures.',
  },
  'prefer-robust-stmts': {
    on: false,
    reason:
      'A migration is one transaction, or continues where it stopped: a statement never meets its own work.',
  },
  'prefer-text-field': { on: false, reason: type },
  'prefer-timestamp-tz': { on: false, reason: type },
  'renaming-column': { on: false, reason: renamed },
  'renaming-table': { on: false, reason: renamed },
  'require-concurrent-index-creation': {
    on: true,
    blocks: true,
    alternative: `create index concurrently …, ${alone}.`,
  },
  'require-concurrent-index-deletion': {
    on: true,
    blocks: true,
    alternative: `drop index concurrently …, ${alone}.`,
  },
  'require-concurrent-partition-detach': {
    on: true,
    blocks: true,
    alternative:
      'alter table … detach partition … concurrently, in a migration of its own outside a transaction.',
  },
  'require-concurrent-reindex': {
    on: true,
    blocks: true,
    alternative: 'reindex … concurrently, in a migration of its own outside a transaction.',
  },
  'require-enum-value-ordering': { on: false, reason: 'Style: the order of the values is the entity’s.' },
  'require-lock-timeout': { on: false, reason: timeouts },
  'require-statement-timeout': { on: false, reason: timeouts },
  'require-table-schema': { on: false, reason: 'Style: the default schema is the connection’s.' },
  'require-timeout-settings': { on: false, reason: timeouts },
  'syntax-error': { on: false, reason: 'PostgreSQL’s own parser reads every statement first.' },
  'transaction-nesting': {
    on: true,
    blocks: false,
    alternative:
      'Take it out. What has to be committed by itself is a migration of its own, or one with override isTransactional() { return false; }.',
  },
  'unused-ignore': { on: false, reason: 'Waivers are comments of the migration, each with a reason.' },
};

/** Said of every constraint; where a rule knows which kind it is, that one says it better. */
export const GENERAL_RULE = 'constraint-missing-not-valid';
