/** What the lexicon knows about one thing, scene, activity or condition that a picture can show. */
import type { Theme } from '../themes.ts';

/** What sort of thing an entry is. `broad` ones ("outdoors", "mammal") are too general to name in a sentence. */
export type ThingKind =
  | 'person'
  | 'animal'
  | 'nature'
  | 'sky'
  | 'place'
  | 'city'
  | 'food'
  | 'vehicle'
  | 'object'
  | 'activity'
  | 'celebration'
  | 'loss'
  | 'broad';

/**
 * One row of a word table: valence and energy 0..1 (0.5 is neutral), kind, noun phrase with its right article ("a dog",
 * "snow", "the sea"; empty for broad ones), then the themes it belongs to, the strongest first. The ratings are
 * editors' judgements of how people feel about a photograph of the thing.
 */
export type LexiconRow = readonly [
  valence: number,
  energy: number,
  kind: ThingKind,
  phrase: string,
  ...themes: Theme[],
];
export type LexiconTable = Readonly<Record<string, LexiconRow>>;

export interface LexiconEntry {
  name: string;
  valence: number;
  energy: number;
  kind: ThingKind;
  phrase: string;
  themes: readonly Theme[];
}
