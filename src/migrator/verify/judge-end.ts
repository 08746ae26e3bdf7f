import { checkEntities } from '../check/entities.ts';
import type { CheckResult } from '../check/index.ts';
import { describeSnapshot } from '../check/snapshots.ts';
import { readSnapshot } from '../model/snapshot.ts';
import type { Project } from '../project.ts';
import type { ScratchState } from '../rehearse/moment.ts';
import { withMemory } from '../rehearse/scratch/empty-database.ts';
import { readExpected } from '../rehearse/scratch/read-schema.ts';
import type { Report } from './finding.ts';

/** Whether the entities, the snapshots and the databases that all migrations led to agree. */
export async function judgeEnd(
  project: Project,
  databases: readonly ScratchState[],
  report: Report,
): Promise<void> {
  add(report, await checkEntities(project), {});
  // What not every migration ran on cannot be what the snapshot says.
  for (const { dialect, schema, driver } of databases.filter(({ stopped }) => !stopped)) {
    const model = await readSnapshot(project.folder, dialect);
    const expected =
      dialect === 'sqlite'
        ? await withMemory(project, (memory) => readExpected(memory, model))
        : await readExpected(driver, model);
    add(report, describeSnapshot(model, expected, schema), { dialect });
  }
}

function add(report: Report, { findings, notes }: CheckResult, place: { dialect?: ScratchState['dialect'] }) {
  for (const finding of findings) {
    report.finding({ ...finding, ...place });
  }
  for (const message of notes) {
    report.note({ message, ...place });
  }
}
