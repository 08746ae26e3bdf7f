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
/** How often the line of a terminal changes, in milliseconds. */
const REDRAW_EVERY = 100;
/** How often a log, which keeps every line, gets one, in milliseconds. */
const LOG_EVERY = 10_000;

/**
 * On a terminal one line that changes; elsewhere a line every ten seconds.
 *
 * @param quiet Whether nothing is to be said at all.
 */
export function createProgress(stream: NodeJS.WriteStream, quiet = false): Progress {
  const start = Date.now();
  const every = stream.isTTY ? REDRAW_EVERY : LOG_EVERY;
  let last = Number.NEGATIVE_INFINITY;
  let line = '';
  let shown = '';
  let timer: NodeJS.Timeout | undefined;

  function show(): void {
    const now = Date.now();
    if (now - start < SILENT || now - last < every || (stream.isTTY && line === shown)) {
      return;
    }
    last = now;
    shown = line;
    stream.write(stream.isTTY ? `\r\u001B[2K${line.slice(0, stream.columns - 1)}` : `${line}\n`);
  }

  return {
    report(activity, done, total) {
      line = total === undefined ? `${activity} …` : `${activity} … ${done ?? 0} of ${total}`;
      if (!quiet) {
        show();
        // One long activity is reported once: that it goes on is said from here.
        timer ??= setInterval(show, stream.isTTY ? REDRAW_EVERY : SILENT).unref();
      }
    },
    end() {
      clearInterval(timer);
      timer = undefined;
      if (shown !== '' && stream.isTTY) {
        stream.write('\r\u001B[2K');
      }
      shown = '';
    },
  };
}
