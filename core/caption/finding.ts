import type { Theme } from '../themes.ts';

/** One thing a caption says: a life event, a word of feeling, an emoji or a thing it names. */
export interface CaptionFinding {
  kind: 'event' | 'moment' | 'feeling' | 'tone' | 'thing' | 'emoji' | 'foreign';
  /** Id of the life event; null for everything else. */
  event: string | null;
  valence: number;
  energy: number;
  themes: readonly Theme[];
  /** How sure the first theme is, 0..1. */
  themeWeight: number;
  sensitive: boolean;
  /** How much it counts; a life event 3, a word of feeling about 1.6. */
  weight: number;
  /** Where it stands in the plain text. */
  start: number;
  /** The words themselves, lower case. */
  words: string;
}
