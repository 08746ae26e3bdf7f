export { type Search, searchCondition, searchRank } from './condition.ts';
export { MAX_SEARCH_WORDS, searchWords, wordsOf } from './words.ts';
