import { findTouches, isInside, isSamePlace, type Touch } from '../check/touches.ts';
import type { Schema } from '../model/schema.ts';

/** The schema of one dialect at the point where two sides parted, and what each made of it. */
export interface Sides {
  base: Schema;
  ours: Schema;
  theirs: Schema;
}

/** How the sides are called in a message. */
export interface SideNames {
  ours: string;
  theirs: string;
}

/** Where the two sides of a merge cannot both have their way, one sentence each. */
export function findContradictions({ base, ours, theirs }: Sides, names: SideNames): string[] {
  const others = findTouches(base, theirs);
  const sentences = findTouches(base, ours).flatMap((own) =>
    others.filter((other) => contradict(own, other)).map((other) => describe(own, other, names)),
  );
  return [...new Set(sentences)];
}

/** Both touch the same thing, be it alike: what is added or dropped twice fails the second time. */
function contradict(own: Touch, other: Touch): boolean {
  return isSamePlace(own.path, other.path) || takesAway(own, other) || takesAway(other, own);
}

/** Whether `drop` drops what `other` is in, or what `other` needs where it leaves something there. */
function takesAway(drop: Touch, other: Touch): boolean {
  return (
    drop.verb === 'drops' &&
    (isInside(other.path, drop.path) ||
      (other.verb !== 'drops' && other.needs.some((path) => isSamePlace(path, drop.path))))
  );
}

function describe(own: Touch, other: Touch, names: SideNames): string {
  const same = isSamePlace(own.path, other.path);
  const object = same ? `it${own.verb === other.verb ? ' too' : ''}` : other.subject;
  return `${names.ours} ${own.verb} ${own.subject}, and ${names.theirs} ${other.verb} ${object}.`;
}
