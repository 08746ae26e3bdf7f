import { nearest } from '../run/nearest.ts';
import type { LintFinding, WaivedFinding } from './finding.ts';
import type { LintedMigration } from './migration.ts';
import { readWaivers, type Waiver } from './source/waivers.ts';

const LINK = 'src/migrator/README.md#lint';

/** The rules that there are, and those that could not be asked this time. */
export interface RuleNames {
  all: readonly string[];
  notAsked: ReadonlySet<string>;
}

/**
 * Takes out what a comment in the migration allows, and adds what is wrong with the comments: no reason, an unknown
 * rule, nothing that it allows.
 */
export function waive(
  migration: LintedMigration,
  findings: readonly LintFinding[],
  names: RuleNames,
): { findings: LintFinding[]; waived: WaivedFinding[] } {
  const waivers = readWaivers(migration.source);
  const kept: LintFinding[] = [];
  const waived: WaivedFinding[] = [];
  for (const finding of findings) {
    const waiver = waivers.find((one) => one.reason !== '' && allows(one, finding.rule, finding.line));
    if (waiver === undefined) {
      kept.push(finding);
    } else {
      waived.push({ ...finding, waiver: { line: waiver.line, reason: waiver.reason } });
    }
  }
  const wrong = waivers.flatMap((waiver) =>
    findFaults(waiver, findings, names).map(([reason, alternative]) => ({
      file: migration.file,
      line: waiver.line,
      rule: 'waiver',
      reason,
      alternative,
      link: LINK,
    })),
  );
  return { findings: [...kept, ...wrong], waived };
}

function allows({ rules, range }: Waiver, rule: string, line: number): boolean {
  return rules.includes(rule) && (range === undefined || (range.from <= line && line <= range.to));
}

/** What is wrong with a waiver: what, and what to do. */
function findFaults(waiver: Waiver, findings: readonly LintFinding[], names: RuleNames): [string, string][] {
  const form = 'Write: // lint-allow <rule>: <why it does no harm here>';
  if (waiver.rules.length === 0) {
    return [['This waiver names no rule.', form]];
  }
  const faults: [string, string][] = [];
  if (waiver.reason === '') {
    faults.push(['This waiver gives no reason: the next reader cannot tell whether it still holds.', form]);
  }
  for (const rule of waiver.rules) {
    if (!names.all.includes(rule)) {
      const meant = nearest(rule, names.all);
      faults.push([
        `There is no rule ${rule}${meant === undefined ? '' : `; did you mean ${meant}`}${meant === undefined ? '.' : '?'}`,
        `The rules are: ${names.all.toSorted().join(', ')}.`,
      ]);
    } else if (
      !names.notAsked.has(rule) &&
      !findings.some((finding) => finding.rule === rule && allows(waiver, rule, finding.line))
    ) {
      faults.push([
        `This waiver allows nothing: ${rule} finds nothing ${waiver.range === undefined ? 'in this file' : 'in the statement it is at'}.`,
        'Take it out. One statement: directly above it, or at its line’s end; the whole file: above the class.',
      ]);
    }
  }
  return faults;
}
