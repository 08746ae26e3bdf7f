#!/usr/bin/env node
import { configure } from '@mikro-orm/cli';
import { addRebaseCommand } from '../migrator/index.ts';

/** MikroORM's command line with the commands that it lacks. */
const program = addRebaseCommand(await configure());
await program.parseAsync(process.argv.slice(2));
