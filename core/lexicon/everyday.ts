/**
 * Everyday moments as people write them under pictures, in English: less than a turn of life, more than a word. Patterns
 * meet lower-case text without accents, between word boundaries, after the life events have taken theirs; the first that
 * matches a stretch of text has it. Ratings are editors' judgements.
 */
import type { Theme } from '../themes.ts';
import { DAYS_MOMENTS } from './everyday/days.ts';
import { HOME_MOMENTS } from './everyday/home.ts';
import { OUTINGS_MOMENTS } from './everyday/outings.ts';
import { PEOPLE_MOMENTS } from './everyday/people.ts';

export type EverydayRow = readonly [valence: number, energy: number, pattern: string, ...themes: Theme[]];

export const EVERYDAY: readonly EverydayRow[] = [
  ...PEOPLE_MOMENTS,
  ...DAYS_MOMENTS,
  ...OUTINGS_MOMENTS,
  ...HOME_MOMENTS,
];
