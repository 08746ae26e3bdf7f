#!/usr/bin/env node
import { configure } from '@mikro-orm/cli';
import { addMigrationCommands, runProgram } from '../migrator/index.ts';
import { addAssignOwner } from './assign-owner.ts';
import { addToken } from './token.ts';

/** MikroORM's command line with the commands that it lacks, and those of the product. */
const program = addToken(addAssignOwner(await addMigrationCommands(await configure())));
await runProgram(program.scriptName('npx todo'), process.argv.slice(2));
