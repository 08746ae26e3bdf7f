import { type Change, ChangeType, CriticalityLevel, diff } from '@graphql-inspector/core';
import { type GraphQLArgument, type GraphQLSchema, isRequiredArgument } from 'graphql';
import type { Finding } from '../findings.ts';
import { coordinateOf, type Member, membersAlong, placeOf } from '../sdl/coordinate.ts';
import { compareLengths } from './compare-lengths.ts';
import { wasDeprecated } from './deprecated.ts';
import { remedyFor } from './remedies.ts';

/** What a comparison comes to. */
export interface Comparison {
  findings: Finding[];
  /** Worth knowing, and allowed. */
  notes: Finding[];
}

/**
 * What of the schema `sdl` breaks clients that were written for the schema `released`. A breaking change is a finding,
 * unless `released` had deprecated what it changes; then, and where a change is merely dangerous (a new enum value,
 * another default), it is a note.
 */
export async function compareWithReleased(released: GraphQLSchema, sdl: GraphQLSchema): Promise<Comparison> {
  const lengths = compareLengths(released, sdl);
  const comparison: Comparison = { findings: [...lengths.findings], notes: [...lengths.notes] };
  for (const change of await diff(released, sdl)) {
    const path = change.path ?? '';
    const level = levelOf(change, sdl);
    // What @length means is compared in compare-lengths.ts; what a field costs is the server's own business.
    if (level === CriticalityLevel.NonBreaking || /\.@(length|cost|listSize)\b/.test(path)) {
      continue;
    }
    const finding = {
      rule: 'breaking-change' as const,
      subject: path === '' ? 'schema' : coordinateOf(path),
      places: [...placeOf(membersAlong(sdl, path)), ...placeOf(membersAlong(released, path))],
      problem: problemOf(change, level),
    };
    if (level === CriticalityLevel.Dangerous) {
      comparison.notes.push({ ...finding, remedy: '' });
    } else if (wasDeprecated(released, path)) {
      comparison.notes.push({ ...finding, remedy: 'It was deprecated in the last release.' });
    } else {
      comparison.findings.push({ ...finding, remedy: remedyOf(change, released) });
    }
  }
  return { findings: sorted(comparison.findings), notes: sorted(comparison.notes) };
}

/** graphql-inspector calls every change of a default dangerous; without one, what was optional has to be sent. */
function levelOf(change: Change, sdl: GraphQLSchema): CriticalityLevel {
  return isLostDefault(change) && isRequired(membersAlong(sdl, change.path ?? '').at(-1))
    ? CriticalityLevel.Breaking
    : change.criticality.level;
}

function isLostDefault({ type, meta }: Change): boolean {
  const isDefault =
    type === ChangeType.FieldArgumentDefaultChanged || type === ChangeType.InputFieldDefaultValueChanged;
  return isDefault && meta.newDefaultValue === undefined;
}

/** Whether an argument, or a field of an input, has to be sent: the two are the same to graphql-js. */
function isRequired(member: Member | undefined): boolean {
  return member !== undefined && isRequiredArgument(member as GraphQLArgument);
}

function problemOf(change: Change, level: CriticalityLevel): string {
  if (isLostDefault(change) && level === CriticalityLevel.Breaking) {
    return `It lost its default ${change.meta.oldDefaultValue}, and now has to be sent.`;
  }
  return `${change.message.trim()}.`;
}

function remedyOf(change: Change, released: GraphQLSchema): string {
  if (isLostDefault(change)) {
    return 'Give the default back.';
  }
  const isInput =
    change.type === ChangeType.FieldArgumentRemoved || change.type === ChangeType.InputFieldRemoved;
  return remedyFor(change.type, isInput && isRequired(membersAlong(released, change.path ?? '').at(-1)));
}

function sorted(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => (a.subject < b.subject ? -1 : Number(a.subject > b.subject)));
}
