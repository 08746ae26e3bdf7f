/** Work that waits. Everybody has a turn after the other: who has much to be done waits for it, and not the others. */
export class Turns<Work> {
  /** Whose turn is next comes first. */
  readonly #waiting = new Map<string, Work[]>();

  /** Lets `work` of `whom` wait, behind what else is theirs. */
  add(whom: string, work: Work): void {
    const theirs = this.#waiting.get(whom);
    if (theirs === undefined) {
      this.#waiting.set(whom, [work]);
    } else {
      theirs.push(work);
    }
  }

  /** What is to be done now, which waits no longer; `undefined` where nothing waits. */
  next(): Work | undefined {
    for (const [whom, theirs] of this.#waiting) {
      const work = theirs.shift();
      this.#waiting.delete(whom);
      if (theirs.length > 0) {
        this.#waiting.set(whom, theirs);
      }
      return work;
    }
    return undefined;
  }

  /** `work` of `whom` is not to be done any more. */
  remove(whom: string, work: Work): void {
    const theirs = this.#waiting.get(whom) ?? [];
    const place = theirs.indexOf(work);
    if (place !== -1) {
      theirs.splice(place, 1);
    }
    if (theirs.length === 0) {
      this.#waiting.delete(whom);
    }
  }
}
