/** The reading after a person moved its point in the field of mood: their word counts for more than ours. */
import type { Reading } from '../contracts/pipeline.ts';
import { movedTarget } from '../target.ts';
import { SENSITIVE_CAP } from './sensitive.ts';
import { moodWord } from './words.ts';

/** As sure as a reading ever is. */
const CERTAIN = 0.95;

/** Where the point was put; both 0..1. */
export interface MoodPoint {
  readonly valence: number;
  readonly energy: number;
}

/**
 * The reading with mood and target moved to the point; themes, and what was seen, keep their say. Who moves a gentle
 * moment out of where gentle moments lie says that it is none.
 */
export function correctedReading({ mood, target }: Reading, point: MoodPoint): Reading {
  const sensitive = mood.sensitive && point.valence <= SENSITIVE_CAP && point.energy <= SENSITIVE_CAP;
  const lifted = mood.sensitive && !sensitive;
  return {
    mood: {
      ...mood,
      ...point,
      sensitive,
      word: moodWord(point.valence, point.energy, sensitive),
      confidence: Math.max(CERTAIN, mood.confidence),
    },
    target: {
      ...movedTarget(target, { from: mood, to: { ...point, confidence: CERTAIN, sensitive } }),
      occasions: occasionsAt(target.occasions, point, sensitive),
      ...(lifted && !target.occasions.includes('children-present') ? { explicit: null } : {}),
    },
  };
}

/** Songs that only sound happy are out of place where someone is happy, and nowhere else. */
function occasionsAt(occasions: readonly string[], { valence }: MoodPoint, sensitive: boolean): string[] {
  const others = occasions.filter((occasion) => occasion !== 'grief' && occasion !== 'upbeat');
  if (sensitive) return [...others, 'grief'];
  return valence >= UPBEAT_FROM ? [...others, 'upbeat'] : others;
}

const UPBEAT_FROM = 0.6;
