/** What moves a song within a list beside closeness: its tone beside the moment's, and where little was seen, chance. */
import type { Track } from '../catalogue/track.ts';
import type { Reading } from '../contracts/pipeline.ts';
import { FEATURES } from '../features.ts';
import { hash } from '../story/grammar.ts';
import type { Theme } from '../themes.ts';

/** Subjects that a bright moment does not bring up by itself. */
const HEAVY: ReadonlySet<Theme> = new Set(['anger', 'protest', 'war', 'breakup', 'loss', 'farewell', 'failure']);
const BRIGHT = 0.5;
const OUT_OF_TONE = 0.15;
/** Widest spread of chance, for a moment of which nothing is sure. */
const WIDEST_LEANING = 0.12;

/** Added to a song's distance: OUT_OF_TONE where a bright moment meets a heavy subject that it is not about, else 0. */
export function tonePenalty(track: Track, { mood, target }: Reading): number {
  if (mood.valence < BRIGHT) return 0;
  const wanted = new Set(target.themes.map(({ theme }) => theme));
  return track.themes.some((theme) => HEAVY.has(theme) && !wanted.has(theme)) ? OUT_OF_TONE : 0;
}

/**
 * A small number around 0, always the same for the same picture and song. Where little is known of a picture many songs
 * are equally near, and two pictures should still not get one list; the surer the reading, the smaller it is.
 */
export function leaning(ordinal: number, { mood, target }: Reading): number {
  const picture = FEATURES.map((feature) => target.features[feature].toFixed(4)).join();
  return (hash(`${picture} ${ordinal}`) / 2 ** 32 - 0.5) * WIDEST_LEANING * (1 - mood.confidence);
}
