import { join } from 'node:path';
import { styleText } from 'node:util';
import type { EntitySchema } from '@mikro-orm/core';
import { entities } from '../../src/entities/index.ts';
import { type Finding, linesOf } from '../findings.ts';
import { compareModel } from '../model/compare-model.ts';
import { readModel } from '../model/entity-model.ts';
import { locateIn } from '../model/locate.ts';
import { notCompared } from '../not-compared.ts';
import { type Comparison, compareWithReleased } from '../old-clients/compare.ts';
import { OPERATIONS, readOperations } from '../old-clients/read-operations.ts';
import { RELEASED, readReleased } from '../old-clients/released.ts';
import { validateOperations } from '../old-clients/validate-operations.ts';
import { readSdl } from '../sdl/read-sdl.ts';
import type { CommandResult, SchemaCommand } from './command.ts';

/** What `schema:check` looks at. */
export interface Checked {
  /** The folder with schema/, contract/ and src/entities. */
  root: string;
  entities: readonly EntitySchema[];
  notCompared: Readonly<Record<string, string>>;
}

/** Holds the SDL to the last released one, to what clients send, and to the entity model. */
export async function checkSchema(checked: Checked): Promise<Comparison> {
  const { root } = checked;
  const [sdl, released, clients] = await Promise.all([
    readSdl(root),
    readReleased(root),
    readOperations(root),
  ]);
  const comparisons = [
    released === undefined ? NOT_RELEASED : await compareWithReleased(released, sdl),
    ...(clients.length === 0 ? [NO_OPERATIONS] : []),
    ...clients.map((definitions) => validateOperations(sdl, definitions)),
    {
      findings: compareModel(
        sdl,
        readModel(checked.entities, locateIn(root, join('src', 'entities'))),
        checked.notCompared,
      ),
      notes: [],
    },
  ];
  return {
    findings: comparisons.flatMap(({ findings }) => findings),
    notes: comparisons.flatMap(({ notes }) => notes),
  };
}

const NOT_RELEASED: Comparison = {
  findings: [
    {
      rule: 'breaking-change',
      subject: RELEASED,
      places: [],
      problem: 'There is no such file: it is not known what clients rely on.',
      remedy: 'Write it, from the SDL as it is: npm run schema:release.',
    },
  ],
  notes: [],
};

const NO_OPERATIONS: Comparison = {
  findings: [
    {
      rule: 'operation',
      subject: OPERATIONS,
      places: [],
      problem: 'There is no operation of a client: it is not known what clients send.',
      remedy: 'Put what each client sends into a folder of its own there, as .graphql files.',
    },
  ],
  notes: [],
};

/** `npm run schema:check`. */
export const check: SchemaCommand = {
  name: 'check',
  describe: 'Does the SDL break old clients, and is it in step with the entities?',
  options: {},
  async run(root): Promise<CommandResult> {
    const result = await checkSchema({ root, entities, notCompared });
    return {
      exitCode: result.findings.length > 0 ? 1 : 0,
      json: result,
      lines: report(result),
    };
  },
};

function report({ findings, notes }: Comparison): string[] {
  const breaks = findings.some(({ rule }) => rule === 'breaking-change');
  return [
    ...section(`${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`, findings, 'red'),
    ...section('Worth knowing', notes, 'yellow'),
    ...(breaks
      ? ['To break old clients all the same: npm run schema:release -- --breaking="the reason".']
      : []),
    ...(findings.length === 0
      ? [styleText('green', 'The SDL breaks no old client, and is in step with the entities.')]
      : []),
  ];
}

function section(title: string, findings: readonly Finding[], color: 'red' | 'yellow'): string[] {
  return findings.length === 0
    ? []
    : [styleText(color, `${title}:`), '', ...findings.flatMap((finding) => [...linesOf(finding), ''])];
}
