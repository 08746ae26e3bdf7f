import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { MigrationError } from '../errors.ts';

const run = promisify(execFile);

/** Where a merge that is not done keeps what both sides started from, and either side. */
export type Stage = 1 | 2 | 3;

/** The git repository that holds a folder, asked read-only. */
export class Git {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The full name of a commit, or undefined where `revision` names none. */
  commit(revision: string): Promise<string | undefined> {
    return this.#line('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`);
  }

  /** The branch that is checked out, or undefined where a commit is. */
  branch(): Promise<string | undefined> {
    return this.#line('symbolic-ref', '--quiet', '--short', 'HEAD');
  }

  /** The commit at which two lines of work parted. */
  mergeBase(one: string, other: string): Promise<string | undefined> {
    return this.#line('merge-base', one, other);
  }

  /** The last tag on the way to `commit`. */
  lastTag(commit: string): Promise<string | undefined> {
    return this.#line('describe', '--tags', '--abbrev=0', commit);
  }

  /** The names of the files that lie in the folder itself at `commit`. */
  async list(commit: string): Promise<string[]> {
    return lines(await this.#ask('ls-tree', '--name-only', '-z', commit, './'), '\0');
  }

  /** The text of a file of the folder at `commit`, undefined where it is not there. */
  read(commit: string, name: string): Promise<string | undefined> {
    return this.#ask('show', `${commit}:./${name}`);
  }

  /** The text of a file of the folder in a merge that is not done. */
  readStage(stage: Stage, name: string): Promise<string | undefined> {
    return this.#ask('show', `:${stage}:./${name}`);
  }

  /** The commits that wrote any of `names`, the newest first, but for merges; `tips` are where to look from. */
  async commitsOf(names: readonly string[], tips: readonly string[]): Promise<string[]> {
    const paths = names.map((name) => `./${name}`);
    return lines(await this.#ask('log', '--format=%H', '--no-merges', ...tips, '--', ...paths), '\n');
  }

  async #line(...args: string[]): Promise<string | undefined> {
    return lines(await this.#ask(...args), '\n')[0];
  }

  /** Undefined where git says no. */
  async #ask(...args: string[]): Promise<string | undefined> {
    try {
      const { stdout } = await run('git', args, { cwd: this.#folder, maxBuffer: 1 << 28 });
      return stdout;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        throw new MigrationError('GIT_NEEDED', `git was not found, or there is no folder ${this.#folder}.`, {
          cause: error,
        });
      }
      return undefined;
    }
  }
}

function lines(text: string | undefined, separator: string): string[] {
  return (text ?? '').split(separator).filter((line) => line !== '');
}
