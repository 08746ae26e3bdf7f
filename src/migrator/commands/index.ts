import { checkCommand } from './check.ts';
import { lintCommand } from './lint.ts';
import { planCommand } from './plan.ts';
import { rebaseCommand } from './rebase.ts';
import { addCommand, type Program } from './run-command.ts';
import { sqlCommand } from './sql.ts';
import { statusCommand } from './status.ts';
import { verifyCommand } from './verify.ts';

/** Every command of the migrator beside MikroORM's own. */
export function addAll(program: Program): Program {
  addCommand(program, checkCommand);
  addCommand(program, lintCommand);
  addCommand(program, planCommand);
  addCommand(program, rebaseCommand);
  addCommand(program, sqlCommand);
  addCommand(program, statusCommand);
  addCommand(program, verifyCommand);
  return program;
}
