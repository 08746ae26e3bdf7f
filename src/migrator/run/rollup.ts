import { MigrationError } from '../errors.ts';

/**
 * Why several migrations are not made one: MikroORM deletes the files and rewrites the history of the one database at
 * hand. Every other database would then have applied migrations that exist no more, and a pending one that repeats them.
 */
export function rollupError(): MigrationError {
  return new MigrationError(
    'CHANGE_NOT_SUPPORTED',
    'migration:rollup is refused: it would rewrite the history of this database only, and every other one would be left with migrations that exist no more. ' +
      'Nothing was changed. Keep the migrations; applied ones cost nothing.',
  );
}
