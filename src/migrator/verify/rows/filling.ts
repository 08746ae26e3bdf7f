import type { Schema } from '../../model/schema.ts';
import type { Execute } from '../../run/execute.ts';
import type { GenerateOptions } from './options.ts';
import type { Promises } from './promises.ts';

/** What filling a database with rows works with. */
export interface Filling {
  execute: Execute;
  schema: Schema;
  options: GenerateOptions;
  promises: Promises;
  /** Whether keys that no row has yet may be promised. */
  mayPromise: boolean;
}
