import type { SqlEntityManager } from '@mikro-orm/sql';
import type { BaseLogger } from 'pino';
import { dialectOf } from '../database/dialect.ts';
import { EventsMissedError } from './errors.ts';
import { type EventFilter, EventHub, type OnSubscriptionEnded } from './event-hub.ts';
import { decodeEvent } from './event-text.ts';
import { InProcessPublisher } from './in-process-publisher.ts';
import { CHANNEL, PartCollector } from './notification.ts';
import { NotificationListener } from './notification-listener.ts';
import { NotifyPublisher } from './notify-publisher.ts';
import type { EventPublisher } from './publisher.ts';
import type { TodoEvent } from './todo-event.ts';

/** The live updates of one process. */
export interface LiveEvents {
  /** For the write path. */
  publisher: EventPublisher;
  hub: EventHub;
  /**
   * The events from now on, once that is certain: what commits after this resolved is heard of.
   *
   * @throws EventsUnavailableError where the database cannot be reached.
   */
  subscribe(filter: EventFilter, onEnded?: OnSubscriptionEnded): Promise<AsyncIterableIterator<TodoEvent>>;
  close(): Promise<void>;
}

export interface LiveEventsOptions {
  /** Any EntityManager of the database. */
  em: SqlEntityManager;
  log: Pick<BaseLogger, 'warn'>;
  /** PostgreSQL: the direct address of the database, to listen at. */
  listenAt: string;
  /** How many events may wait for one subscriber. */
  limit?: number;
  /** PostgreSQL: how long the server may take to accept the connection to listen on. */
  connectTimeoutMs?: number;
}

const CONNECT_TIMEOUT_MS = 5_000;

/** Live updates over the database of `em`. On PostgreSQL they cross processes, on SQLite they stay in this one. */
export function openLiveEvents(options: LiveEventsOptions): LiveEvents {
  const hub = new EventHub(options.limit);
  return dialectOf(options.em) === 'sqlite' ? inProcess(hub, options) : acrossProcesses(hub, options);
}

function inProcess(hub: EventHub, { em }: LiveEventsOptions): LiveEvents {
  return {
    hub,
    publisher: new InProcessPublisher(hub, em),
    subscribe: async (filter, onEnded) => hub.subscribe(filter, onEnded),
    close: async () => {},
  };
}

function acrossProcesses(hub: EventHub, options: LiveEventsOptions): LiveEvents {
  const { em, log, listenAt, connectTimeoutMs = CONNECT_TIMEOUT_MS } = options;
  const parts = new PartCollector();
  const listener = new NotificationListener(listenAt, CHANNEL, connectTimeoutMs, {
    onNotification(payload) {
      const text = parts.add(payload);
      if (text !== undefined && !hub.isIdle) {
        publishText(text);
      }
    },
    onFailed: (cause) => log.warn({ err: cause }, 'Live updates are not available: their connection fails'),
    onLost(cause) {
      log.warn({ err: cause }, 'The connection for live updates was lost: subscribers start anew');
      hub.end(new EventsMissedError({ cause }));
    },
  });
  const publishText = (text: string) => {
    try {
      hub.publish(decodeEvent(em, text));
    } catch (error) {
      log.warn({ err: error }, `A notification on ${CHANNEL} is no event of this API`);
    }
  };
  return {
    hub,
    publisher: new NotifyPublisher(),
    async subscribe(filter, onEnded) {
      await listener.ready();
      return hub.subscribe(filter, onEnded);
    },
    close: () => listener.close(),
  };
}
