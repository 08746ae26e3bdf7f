import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file to write. */
export interface OutputFile {
  path: string;
  content: string;
}

/**
 * Writes all of `files` or none: they are written beside their places first, then moved there; when a move fails, those
 * made before are undone.
 */
export async function writeFiles(files: readonly OutputFile[]): Promise<void> {
  const staged = files.map((file) => ({ ...file, temporary: `${file.path}.${process.pid}.tmp` }));
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const { temporary, content } of staged) {
      await mkdir(dirname(temporary), { recursive: true });
      await writeFile(temporary, content, { flush: true });
    }
    for (const { path, temporary } of staged) {
      const before = await contentOf(path);
      await rename(temporary, path);
      undo.push(() => (before === undefined ? rm(path, { force: true }) : writeFile(path, before)));
    }
  } catch (error) {
    await Promise.all(staged.map(({ temporary }) => rm(temporary, { force: true })));
    for (const restore of undo.reverse()) {
      await restore();
    }
    throw error;
  }
}

async function contentOf(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch {
    return undefined;
  }
}
