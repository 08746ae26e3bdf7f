/** What a project may choose; every field has a default. */
export interface DualMigratorOptions {
  /** The characters a line of a generated migration may have, as the project's formatter counts. Default 80. */
  lineWidth?: number;
}
