import { DualMigration } from '../src/migrator/index.ts';

/** Gives todos that are done the moment of their last change as the one of their completion: nobody kept the real one. */
export class Migration20261125230624_complete_done_todos extends DualMigration {
  override name = 'Migration20261125230624_complete_done_todos';

  override isTransactional() {
    return false;
  }

  override up() {
    this.backfill({
      table: 'todos',
      set: { completed_at: `"updated_at"` },
      where: `"is_done" and "completed_at" is null`,
    });
  }

  override down() {
    // Nothing to take back: the column goes with the migration that added it, and "is_done" was not touched.
  }
}
