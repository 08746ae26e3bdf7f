import { describe, expect, test } from '@jest/globals';
import { EventsMissedError, SlowSubscriberError } from '../../src/events/errors.ts';
import { type EventFilter, EventHub } from '../../src/events/event-hub.ts';
import type { TodoEvent } from '../../src/events/todo-event.ts';
import { OWNER, sampleEvent } from './sample-events.ts';

/** Everything that arrives until the subscription ends. */
async function collect(events: AsyncIterable<TodoEvent>): Promise<TodoEvent[]> {
  const found: TodoEvent[] = [];
  for await (const event of events) {
    found.push(event);
  }
  return found;
}

/** What a subscriber with `filter` gets of `events`. */
async function heard(filter: EventFilter, events: TodoEvent[]): Promise<TodoEvent[]> {
  const hub = new EventHub();
  const subscription = hub.subscribe(filter);
  const reading = collect(subscription);
  for (const event of events) {
    hub.publish(event);
  }
  // Readers that wait are served at once.
  await new Promise(setImmediate);
  await subscription.return?.();
  return reading;
}

describe('a subscriber', () => {
  test('gets the events of its owner in order, and nobody else’s', async () => {
    const mine = [sampleEvent(), sampleEvent({ kind: 'CREATED' }), sampleEvent({ kind: 'DELETED' })];
    expect(await heard({ ownerId: OWNER }, [sampleEvent({ ownerId: 'other' }), ...mine])).toEqual(mine);
  });

  test('by id gets the events of that todo only', async () => {
    const [one, other] = [sampleEvent(), sampleEvent()];
    expect(await heard({ ownerId: OWNER, todoId: one.todo.id }, [one, other, one])).toEqual([one, one]);
    expect(await heard({ ownerId: 'other', todoId: one.todo.id }, [one])).toEqual([]);
  });

  test('by list gets what is in the list now, or was before, once each', async () => {
    const inside = sampleEvent({ list: 'a' });
    const entered = sampleEvent({ kind: 'MOVED', list: 'a', previousListId: null });
    const left = sampleEvent({ kind: 'MOVED', list: 'b', previousListId: 'a' });
    const elsewhere = sampleEvent({ list: 'b' });
    const inbox = sampleEvent();
    expect(await heard({ ownerId: OWNER, listId: 'a' }, [inside, entered, left, elsewhere, inbox])).toEqual([
      inside,
      entered,
      left,
    ]);
  });

  test('by list and id gets the events of the todo that are about the list too', async () => {
    const inside = sampleEvent({ list: 'a' });
    const { todo } = inside;
    const outside = sampleEvent({ todo, list: 'b' });
    expect(
      await heard({ ownerId: OWNER, listId: 'a', todoId: todo.id }, [
        inside,
        outside,
        sampleEvent({ list: 'a' }),
      ]),
    ).toEqual([inside]);
  });

  test('gets nothing after it stopped, also while it waits', async () => {
    const hub = new EventHub();
    const subscription = hub.subscribe({ ownerId: OWNER });
    const waiting = subscription.next();
    await subscription.return?.();
    hub.publish(sampleEvent());
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await subscription.next()).toEqual({ done: true, value: undefined });
    expect([hub.subscribers, hub.isIdle]).toEqual([0, true]);
  });

  test('that lets more events wait than the limit is ended, others go on, and its memory is freed', async () => {
    const hub = new EventHub(3);
    const ended: unknown[] = [];
    const slow = hub.subscribe({ ownerId: OWNER }, (error) => ended.push(error));
    const quick = hub.subscribe({ ownerId: OWNER });
    const reading = collect(quick);
    const events = Array.from({ length: 4 }, () => sampleEvent());
    for (const event of events.slice(0, 3)) {
      hub.publish(event);
    }
    await new Promise(setImmediate);
    expect([hub.waiting, hub.subscribers, ended]).toEqual([3, 2, []]);
    hub.publish(events[3] as TodoEvent);
    expect([hub.waiting, hub.subscribers]).toEqual([0, 1]);
    expect(ended).toEqual([expect.any(SlowSubscriberError)]);
    await expect(slow.next()).rejects.toThrow('Too slow: more than 3 changes waited.');
    expect(await slow.next()).toEqual({ done: true, value: undefined });
    await quick.return?.();
    expect(await reading).toEqual(events);
  });

  test('hears when events were missed, whether it waits or not', async () => {
    const hub = new EventHub();
    const [waiting, busy] = [
      hub.subscribe({ ownerId: OWNER }),
      hub.subscribe({ ownerId: OWNER, listId: 'a' }),
    ];
    const next = waiting.next();
    hub.end(new EventsMissedError());
    await expect(next).rejects.toThrow(EventsMissedError);
    await expect(busy.next()).rejects.toThrow(EventsMissedError);
    expect(hub.isIdle).toBe(true);
  });
});
