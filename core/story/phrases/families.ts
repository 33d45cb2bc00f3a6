/** Moods by family: which sentences a story's middle and end are made of. */
import type { Mood } from '../../contracts/pipeline.ts';
import { GRIEF } from './families/grief.ts';
import { HEAVY } from './families/heavy.ts';
import { JOYFUL } from './families/joyful.ts';
import { PLAIN } from './families/plain.ts';
import { SERENE } from './families/serene.ts';
import { TENSE } from './families/tense.ts';
import { VIVID } from './families/vivid.ts';
import { WARM } from './families/warm.ts';
import { WISTFUL } from './families/wistful.ts';

export const MOOD_FAMILIES = [
  'joyful',
  'vivid',
  'warm',
  'serene',
  'plain',
  'wistful',
  'heavy',
  'tense',
  'grief',
] as const;
export type MoodFamily = (typeof MOOD_FAMILIES)[number];

/** Sentences of one family. `feel` says how it feels, `turn` adds a thought, `close` ends. Templates of the grammar. */
export interface FamilyPhrases {
  feel: readonly string[];
  turn: readonly string[];
  close: readonly string[];
}

export const FAMILY_PHRASES: Readonly<Record<MoodFamily, FamilyPhrases>> = {
  joyful: JOYFUL,
  vivid: VIVID,
  warm: WARM,
  serene: SERENE,
  plain: PLAIN,
  wistful: WISTFUL,
  heavy: HEAVY,
  tense: TENSE,
  grief: GRIEF,
};

/** The family of a mood: by its place on the plane, except that a sensitive moment is always the gentle one. */
export function familyOf({ valence, energy, sensitive }: Pick<Mood, 'valence' | 'energy' | 'sensitive'>): MoodFamily {
  if (sensitive) return 'grief';
  if (valence < 0.36) return energy >= 0.52 ? 'tense' : 'heavy';
  if (valence < 0.48) return energy >= 0.56 ? 'tense' : 'wistful';
  if (valence < 0.6) return energy >= 0.56 ? 'vivid' : energy < 0.3 ? 'serene' : 'plain';
  if (energy >= 0.6) return valence >= 0.7 ? 'joyful' : 'vivid';
  return energy < 0.34 ? 'serene' : 'warm';
}
