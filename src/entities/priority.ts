/**
 * How urgent a todo is, by rank: the database stores and sorts the number, the API shows the name.
 * The gaps leave room for a level in between without renumbering rows.
 */
export const Priority = { LOW: 10, NORMAL: 20, HIGH: 30, URGENT: 40 } as const;
export type Priority = (typeof Priority)[keyof typeof Priority];
