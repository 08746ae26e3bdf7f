import { MigrationError } from '../errors.ts';
import type { RunSettings } from './options.ts';

/**
 * Asks for an explicit yes in production.
 *
 * @param command `migration:down`
 * @param effect What it would do: `revert these migrations: …`.
 * @throws {MigrationError} CONFIRMATION_NEEDED where the yes is missing.
 */
export function confirm({ yes }: RunSettings, command: string, effect: string): void {
  if (process.env.NODE_ENV === 'production' && !yes) {
    throw new MigrationError(
      'CONFIRMATION_NEEDED',
      `This is production (NODE_ENV), and ${command} would ${effect} Nothing was changed. ` +
        `If that is meant, say so: MIGRATION_YES=1 npx mikro-orm ${command}`,
    );
  }
}
