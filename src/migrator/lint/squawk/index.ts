import type { Draft } from '../finding.ts';
import type { LintedDirection, LintedMigration, LintedStatement } from '../migration.ts';
import { GENERAL_RULE, SQUAWK_RULES } from './rules.ts';
import { runSquawk } from './run.ts';

/** A finding of squawk, and the statement that it is about. */
export interface SquawkDraft extends Draft {
  rule: string;
  statement: LintedStatement;
}

/**
 * Lets squawk read what `up` does on PostgreSQL, of every migration. Tables that a migration creates are exempt from
 * rules about locks. (`down` is for an emergency, and needs a yes of its own in production.)
 *
 * @param folder Of the project that has squawk installed.
 * @returns The findings of each migration.
 */
export async function askSquawk(
  folder: string,
  migrations: readonly LintedMigration[],
): Promise<Map<LintedMigration, SquawkDraft[]>> {
  const ups = migrations.map(({ directions }) =>
    directions.find(({ direction, dialect }) => direction === 'up' && dialect === 'postgresql'),
  );
  const scripts = ups.map(toScript);
  const reports = await runSquawk(
    folder,
    scripts.map(({ sql }, index) => ({ sql, transactional: ups[index]?.transactional ?? true })),
  );
  const findings = reports.flatMap(({ input, line, rule, message, help }) => {
    const known = SQUAWK_RULES[rule];
    const place = scripts[input]?.lines[line];
    if (known?.on === false || place === undefined) {
      return [];
    }
    const { statement, offset } = place;
    const alternative = [help, known?.alternative].filter((text) => text).join(' ');
    const link = `https://squawkhq.com/docs/${rule}`;
    return [{ input, rule, statement, line: statement.line + offset, reason: message, alternative, link }];
  });
  return new Map(
    migrations.map((migration, index) => [
      migration,
      withoutGeneral(findings.filter(({ input }) => input === index)),
    ]),
  );
}

/** Leaves out what another rule says better of the same statement. */
function withoutGeneral(findings: readonly SquawkDraft[]): SquawkDraft[] {
  return findings.filter(
    ({ rule, statement }) =>
      rule !== GENERAL_RULE ||
      !findings.some((other) => other.statement === statement && other.rule !== GENERAL_RULE),
  );
}

interface Script {
  sql: string;
  /** For each line: the statement, and which of its lines. */
  lines: { statement: LintedStatement; offset: number }[];
}

function toScript(up: LintedDirection | undefined): Script {
  const statements = (up?.statements ?? []).filter(
    ({ step }) => step.kind === 'sql' || step.kind === 'query',
  );
  // A `squawk-ignore` in the SQL would be a waiver without a reason.
  const texts = statements.map(({ sql }) => `${sql.replaceAll('squawk-ignore', 'squawk-heeded')};`);
  return {
    sql: texts.map((text) => `${text}\n`).join(''),
    lines: statements.flatMap((statement, at) =>
      (texts[at] ?? '').split('\n').map((_, offset) => ({ statement, offset })),
    ),
  };
}
