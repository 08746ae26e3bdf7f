import type { MigrationInfo, MigratorEvent } from '@mikro-orm/core';

type Listener = (info: MigrationInfo) => unknown;

/** MikroORM calls `on` from its constructor, before a subclass has fields: hence beside the migrator, not in it. */
const all = new WeakMap<object, Listeners>();

/** Who wants to know of each migration. MikroORM's own list of them is private. */
export class Listeners {
  readonly #byEvent = new Map<MigratorEvent, Set<Listener>>();

  static of(migrator: object): Listeners {
    const listeners = all.get(migrator) ?? new Listeners();
    all.set(migrator, listeners);
    return listeners;
  }

  add(event: MigratorEvent, listener: Listener): void {
    const listeners = this.#byEvent.get(event) ?? new Set();
    this.#byEvent.set(event, listeners.add(listener));
  }

  delete(event: MigratorEvent, listener: Listener): void {
    this.#byEvent.get(event)?.delete(listener);
  }

  clear(): void {
    this.#byEvent.clear();
  }

  /** Calls every listener of `event`, one after the other. */
  async emit(event: MigratorEvent, info: MigrationInfo): Promise<void> {
    for (const listener of this.#byEvent.get(event) ?? []) {
      await listener(info);
    }
  }
}
