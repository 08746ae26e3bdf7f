import type { Problem } from '../problem.ts';

/** The outcome of changing a todo that is not there. */
export const todoNotFound: { problems: Problem[] } = {
  problems: [
    {
      code: 'NOT_FOUND',
      field: ['id'],
      message: 'There is no todo with this id (any more). Nothing was changed.',
    },
  ],
};
