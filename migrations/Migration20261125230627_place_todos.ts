import { DualMigration } from '../src/migrator/index.ts';

/** Puts the todos that are there into the order in which they were created. The id makes the place one of its own. */
export class Migration20261125230627_place_todos extends DualMigration {
  override name = 'Migration20261125230627_place_todos';

  override isTransactional() {
    return false;
  }

  override up() {
    this.backfill(
      {
        table: 'todos',
        set: { position: `printf('%015d', "created_at") || replace("id", '-', '')` },
        where: `"position" is null`,
      },
      'sqlite',
    );
    this.backfill(
      {
        table: 'todos',
        set: {
          position: `lpad((extract(epoch from "created_at") * 1000)::bigint::text, 15, '0') || replace("id"::text, '-', '')`,
        },
        where: `"position" is null`,
      },
      'postgresql',
    );
  }

  override down() {
    // Nothing to take back: the column goes with the migration that added it.
  }
}
