/** One thing that a reviewer should see before it is deployed. */
export interface LintFinding {
  /** Relative to the working directory. */
  file: string;
  /** From 1. */
  line: number;
  rule: string;
  /** What is wrong, in a sentence or two. */
  reason: string;
  /** What to write instead. */
  alternative: string;
  /** Where the source of the rule is to be read. */
  link: string;
}

/** A finding that a comment in the migration allows. */
export interface WaivedFinding extends LintFinding {
  waiver: { line: number; reason: string };
}

/** What a rule says of one place; the file and the name of the rule are added by whoever asked it. */
export interface Draft {
  line: number;
  reason: string;
  alternative: string;
  link: string;
  /** What it is about, where the statements of both databases would say the same: said once. */
  subject?: string;
}

/** What `migration:lint` found. */
export interface LintResult {
  findings: LintFinding[];
  waived: WaivedFinding[];
  /** The files that were linted. */
  files: string[];
  /** What was linted and why, and what could not be. */
  notes: string[];
}
