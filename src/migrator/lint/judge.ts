import type { Draft, LintFinding } from './finding.ts';
import { findMeasured } from './measured/index.ts';
import type { LintedDirection, LintedMigration } from './migration.ts';
import type { Rule } from './rule.ts';
import { RULES } from './rules/index.ts';
import type { SquawkDraft } from './squawk/index.ts';
import { SQUAWK_RULES } from './squawk/rules.ts';

/** Asks every rule about one migration; each thing is said once, whichever database and whichever linter finds it. */
export function judge(migration: LintedMigration, squawk: readonly SquawkDraft[]): LintFinding[] {
  const measured = new Set(migration.rehearsed.postgresql?.up?.statements.map(({ index }) => index));
  const shown = squawk.filter(
    ({ rule, statement }) => SQUAWK_RULES[rule]?.on !== 'unmeasured' || !measured.has(statement.index),
  );
  const blocking = new Set(
    shown.filter(({ rule }) => isAboutLocks(rule)).map(({ statement }) => statement.index),
  );
  const found = [
    ...RULES.flatMap((rule) => ask(rule, migration).map((draft) => ({ ...draft, rule: rule.name }))),
    ...shown,
    ...findMeasured(migration).filter(({ index }) => !blocking.has(index)),
  ];
  return found.map(({ rule, line, reason, alternative, link }) => ({
    file: migration.file,
    line,
    rule,
    reason,
    alternative,
    link,
  }));
}

function isAboutLocks(rule: string): boolean {
  const known = SQUAWK_RULES[rule];
  return known !== undefined && known.on !== false && known.blocks;
}

function ask(rule: Rule, migration: LintedMigration): Draft[] {
  const drafts: Draft[] = [...(rule.checkMigration?.(migration) ?? [])];
  /** What was said, and of which database: the other one's statement says the same again. */
  const said = new Map<string, LintedDirection['dialect']>();
  for (const direction of migration.directions) {
    for (const draft of rule.checkDirection?.(direction, migration) ?? []) {
      const subject = `${direction.direction} ${draft.subject ?? draft.line}`;
      if ((said.get(subject) ?? direction.dialect) === direction.dialect) {
        said.set(subject, direction.dialect);
        drafts.push(draft);
      }
    }
  }
  return drafts.filter(
    (draft, index) =>
      draft.subject === undefined ||
      drafts.findIndex(({ subject, line }) => subject === draft.subject && line === draft.line) === index,
  );
}
