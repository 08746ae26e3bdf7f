import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Arrangement, type Workplace, withOrm } from './arrangement.ts';
import { CHANGES, type Change, type Step } from './changes.ts';

/** A change whose migrations are written. */
export interface ReadyChange extends Change {
  /** The names of its migrations, in order: one change may take several. */
  migrations: string[];
  /** How many steps the entity model has behind it then. */
  stepsMade: number;
}

/** Writes the migrations of all changes as `migration:create` does, one after the other. */
export async function makeMigrations(arrangement: Arrangement, place: Workplace): Promise<ReadyChange[]> {
  const ready: ReadyChange[] = [];
  let stepsMade = 0;
  for (const change of CHANGES) {
    const before = await migrationsIn(place.folder);
    for (const step of change.steps) {
      stepsMade++;
      await makeMigration(arrangement, place, step, stepsMade);
    }
    const migrations = (await migrationsIn(place.folder)).filter((name) => !before.includes(name));
    ready.push({ ...change, migrations, stepsMade });
  }
  return ready;
}

async function makeMigration(
  arrangement: Arrangement,
  place: Workplace,
  step: Step,
  stepsMade: number,
): Promise<void> {
  await nextSecond();
  const blank = 'fill' in step;
  await withOrm(arrangement, place, stepsMade, (orm) =>
    orm.migrator.create(undefined, blank, false, step.name),
  );
  if (blank) {
    const last = (await migrationsIn(place.folder)).at(-1);
    await fillIn(join(place.folder, `${last}.ts`), arrangement.fill(step.fill));
  }
}

/** Stock names two migrations of one second alike but for their last part, and sorts them by that. */
function nextSecond(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1000 - (Date.now() % 1000)));
}

/** Writes into the class of the blank migration at `path`. */
async function fillIn(path: string, { up, members }: ReturnType<Arrangement['fill']>): Promise<void> {
  const text = await readFile(path, 'utf8');
  const filled = text.replace(
    /^( {2}(?:override )?(?:async )?up\(\)[^{]*\{\n)[^}]*?( {2}\})/m,
    (_all, head: string, foot: string) =>
      `${members === undefined ? '' : `${members}\n`}${head}    ${up}\n${foot}`,
  );
  if (filled === text) {
    throw new Error(`${path} has no method up() to be filled.`);
  }
  await writeFile(path, filled);
}

/** The names of the migrations in `folder`, in their order. */
async function migrationsIn(folder: string): Promise<string[]> {
  const files = await readdir(folder);
  return files
    .filter((file) => /^Migration.*\.ts$/.test(file))
    .map((file) => file.replace(/\.ts$/, ''))
    .sort();
}
