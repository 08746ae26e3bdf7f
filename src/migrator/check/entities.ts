import { compareSchemas } from '../diff/compare-schemas.ts';
import { isEmptyDiff } from '../diff/schema-diff.ts';
import { DIALECTS } from '../model/schema.ts';
import { readSnapshot } from '../model/snapshot.ts';
import { readTargets } from '../model/targets.ts';
import { DIALECT_NAMES, type Project } from '../project.ts';
import type { CheckResult } from './finding.ts';
import { findTouches } from './touches.ts';

/** Compares the entities with the snapshots of every dialect: what `migration:create` would write. Offline. */
export async function checkEntities({ em, folder }: Project): Promise<CheckResult> {
  const sentences = new Map<string, string[]>();
  for (const [index, to] of (await readTargets(em)).entries()) {
    const from = await readSnapshot(folder, DIALECTS[index] ?? to.dialect);
    const touches = isEmptyDiff(compareSchemas(from, to)) ? [] : findTouches(from, to);
    for (const { verb, subject } of touches) {
      const sentence = `The entity model ${verb === 'adds' ? 'has' : verb} ${subject}`;
      sentences.set(sentence, [...(sentences.get(sentence) ?? []), DIALECT_NAMES[to.dialect]]);
    }
  }
  return {
    findings: [...sentences].map(([sentence, dialects]) => ({
      code: 'NOT_GENERATED',
      message: `${sentence}, and no migration does that on ${dialects.join(' and ')}: run migration:create.`,
    })),
    notes: [],
  };
}
