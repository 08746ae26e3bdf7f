/** The colors that a list or a tag can have; the database stores these names. */
export const COLORS = [
  'GREY',
  'RED',
  'ORANGE',
  'YELLOW',
  'GREEN',
  'TEAL',
  'BLUE',
  'PURPLE',
  'PINK',
  'BROWN',
] as const;
export type Color = (typeof COLORS)[number];
