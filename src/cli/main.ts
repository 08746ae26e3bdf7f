#!/usr/bin/env node
import { configure } from '@mikro-orm/cli';
import { addMigrationCommands, runProgram } from '../migrator/index.ts';

/** MikroORM's command line with the commands that it lacks. */
const program = await addMigrationCommands(await configure());
await runProgram(program.scriptName('npx todo'), process.argv.slice(2));
