/** Rows for many names that are felt alike: the finer kinds that picture models and Rekognition tell apart. */
import type { Theme } from '../themes.ts';
import type { LexiconEntry, ThingKind } from './entry.ts';
import { indefinite } from './noun-phrase.ts';

/**
 * Valence and energy 0..1 as in `LexiconRow`, kind, themes ("sea animals", the strongest first; may be empty), then names
 * parted by commas. A name's phrase is made from it; "flat=a flat" gives another.
 */
export type LexiconGroup = readonly [valence: number, energy: number, kind: ThingKind, themes: string, names: string];

/** The groups as entries. `normalise` gives the form in which names are looked up. */
export function expandGroups(groups: readonly LexiconGroup[], normalise: (name: string) => string): LexiconEntry[] {
  return groups.flatMap(([valence, energy, kind, themes, names]) =>
    names.split(',').map((written) => {
      const [name, phrase = kind === 'broad' ? '' : indefinite(name!)] = written.trim().split('=') as [string, string?];
      const belonging = themes.split(' ').filter((theme) => theme !== '') as Theme[];
      return { name: normalise(name!), valence, energy, kind, phrase, themes: belonging };
    }),
  );
}
