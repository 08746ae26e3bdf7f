/** Something a first attempt cannot know to be harmless without having looked at it before. */
export interface Suspect {
  table: string;
  /** A column that went, or undefined for the rows of the table. */
  column?: string;
}

/** What has been learned from attempts that were rolled back; the next one is run with it. */
export interface AttemptKnowledge {
  /**
   * SQLite: whether foreign keys act. They do, as in the application, until a migration turns out to rebuild or drop a
   * table: to drop a parent would then delete the rows of its children.
   */
  foreignKeys: boolean;
  /** SQLite: whether violations from before the migration are known to exist, and are then told apart. */
  oldViolations: boolean;
  /** What is to be counted exactly before and after. */
  suspects: Suspect[];
}

export const FIRST_ATTEMPT: AttemptKnowledge = { foreignKeys: true, oldViolations: false, suspects: [] };

/** Thrown inside an attempt: roll back, and try again knowing more. No failure of the migration. */
export class AnotherAttempt extends Error {
  override readonly name = 'AnotherAttempt';
  readonly knowledge: AttemptKnowledge;

  constructor(knowledge: AttemptKnowledge) {
    super('The migration is run again, knowing more.');
    this.knowledge = knowledge;
  }
}
