/** The kinds of mistakes that a person can mend. */
export type ProblemCode =
  | 'BLANK'
  | 'TOO_LONG'
  | 'TOO_MANY'
  | 'INVALID_CHARACTER'
  | 'INVALID_DATE'
  | 'REQUIRED'
  | 'NOT_FOUND'
  | 'TAKEN'
  | 'CONFLICT';

/** Something in an input that stands against what was asked for. Nothing was written. */
export interface Problem {
  code: ProblemCode;
  /** The path of the field inside the input. */
  field: string[];
  /** What is wrong and what is accepted, for people. */
  message: string;
}

/** What became of a change: its result, or the problems that stood against it. */
export type Outcome<Result> =
  | { result: Result; problems?: undefined; current?: undefined }
  | {
      result?: undefined;
      problems: Problem[];
      /** After a `CONFLICT`: what is there instead of what the input supposes. */
      current?: Result;
    };
