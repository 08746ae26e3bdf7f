/** Why a subscriber hears no more, though it did not ask to stop. */
export abstract class SubscriptionEndedError extends Error {
  abstract readonly code: string;
}

/** The subscriber took its events too slowly: what waited for it has been dropped. */
export class SlowSubscriberError extends SubscriptionEndedError {
  override readonly name = 'SlowSubscriberError';
  readonly code = 'TOO_SLOW';

  constructor(limit: number) {
    super(`Too slow: more than ${limit} changes waited. Subscribe again and read anew.`);
  }
}

/** The connection that brings the events was lost: some may have been missed. */
export class EventsMissedError extends SubscriptionEndedError {
  override readonly name = 'EventsMissedError';
  readonly code = 'EVENTS_MISSED';

  constructor(options?: ErrorOptions) {
    super('Changes may have been missed. Subscribe again and read anew.', options);
  }
}

/** No events come at present: the database that brings them cannot be reached, or the process is stopping. */
export class EventsUnavailableError extends SubscriptionEndedError {
  override readonly name = 'EventsUnavailableError';
  readonly code = 'EVENTS_UNAVAILABLE';

  constructor(options?: ErrorOptions) {
    super('Live updates are not available now. Subscribe again in a while.', options);
  }
}
