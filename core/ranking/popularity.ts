/** How being well known counts, by the person's slider from the well known to deep cuts. */

/** At either end of the slider a song at the other end has to be this much closer. */
const STRONGEST_PULL = 0.25;

/** Where the slider stands if nobody moved it: a song nobody knows has to be .1 closer than one everybody knows. */
export const DEFAULT_POPULARITY = 0.3;

/**
 * Added to a song's distance, 0..STRONGEST_PULL.
 * @param popularity of the song, 0..100
 * @param slider 0 the well known, 1 deep cuts; in the middle being known counts nothing
 */
export function popularityPenalty(popularity: number, slider: number): number {
  const pull = STRONGEST_PULL * (1 - 2 * slider);
  return pull >= 0 ? pull * (1 - popularity / 100) : -pull * (popularity / 100);
}
