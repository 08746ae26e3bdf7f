/** How many of something each client has at the moment. */
export class Tally {
  readonly #counts = new Map<string, number>();

  /** Counts one more of `client`, unless it has `most` already. */
  take(client: string, most: number): boolean {
    const count = this.#counts.get(client) ?? 0;
    if (count >= most) {
      return false;
    }
    this.#counts.set(client, count + 1);
    return true;
  }

  giveBack(client: string): void {
    const count = this.#counts.get(client) ?? 0;
    if (count > 1) {
      this.#counts.set(client, count - 1);
    } else {
      this.#counts.delete(client);
    }
  }
}
