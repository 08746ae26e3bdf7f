/** Says how far something got that takes longer than a second; on stderr, so that output can be piped. */
export interface Progress {
  /**
   * @param activity What is going on: `Verifying Migration20261123124640_add_due_date`.
   * @param done How much of `total` is done, where that is known.
   */
  report(activity: string, done?: number, total?: number): void;
  /** Takes the line away. */
  end(): void;
}

/** How long nothing is said, in milliseconds. */
const SILENT = 1000;
/** How often a log, which keeps every line, gets one, in milliseconds. */
const LOG_EVERY = 10_000;

/** On a terminal one line that changes; elsewhere a line every ten seconds. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  const start = Date.now();
  let last = start;
  let shown = false;
  return {
    report(activity, done, total) {
      const now = Date.now();
      if (now - start < SILENT || (!stream.isTTY && now - last < LOG_EVERY)) {
        return;
      }
      last = now;
      const line = total === undefined ? `${activity} …` : `${activity} … ${done ?? 0} of ${total}`;
      shown = true;
      stream.write(stream.isTTY ? `\r\u001B[2K${line.slice(0, stream.columns - 1)}` : `${line}\n`);
    },
    end() {
      if (shown && stream.isTTY) {
        stream.write('\r\u001B[2K');
      }
      shown = false;
    },
  };
}
