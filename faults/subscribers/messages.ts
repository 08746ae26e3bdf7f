/** What the process of the subscribers is told. */
export type Command =
  /** Opens sockets that are to read nothing. Done when each has got an event, and reads no more from then on. */
  | { do: 'fall silent'; count: number }
  /** Lets those sockets read what is left for them. Done when each has been closed; `codes` says how. */
  | { do: 'look up' }
  /** Done at once: says what the readers have got. */
  | { do: 'report' };

/** How the process of the subscribers answers a command; the first answer, unasked, is that the readers are there. */
export interface Report {
  /** How often a silent socket was closed with which code. */
  codes: Record<string, number>;
  /** The number of the event that each reader got last; the lowest and the highest. */
  lowest: number;
  highest: number;
  /** Events that came to a reader out of order, or twice, or left one out. */
  disordered: number;
  /** Readers that were closed. */
  lost: number;
}

/** The title of the event that readers count; every other title is passed over. */
export const titleOf = (event: number): string => `Event ${event}`;
