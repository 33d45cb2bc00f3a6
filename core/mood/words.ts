/** Mood words over the plane of valence and energy. */

export interface MoodWord {
  word: string;
  valence: number;
  energy: number;
  /** May name a moment of grief, illness or war. */
  gentle: boolean;
}

const word = (name: string, valence: number, energy: number, gentle = false): MoodWord => ({
  word: name,
  valence,
  energy,
  gentle,
});

/** Where each word stands is an editors' judgement after the circumplex model of affect. */
export const MOOD_WORDS: readonly MoodWord[] = [
  word('exuberant', 0.93, 0.9),
  word('jubilant', 0.9, 0.74),
  word('joyful', 0.88, 0.6),
  word('radiant', 0.87, 0.46),
  word('blissful', 0.87, 0.3),
  word('electric', 0.68, 0.92),
  word('adventurous', 0.74, 0.72),
  word('playful', 0.77, 0.58),
  word('warm', 0.76, 0.44),
  word('serene', 0.77, 0.22),
  word('peaceful', 0.68, 0.12),
  word('lively', 0.62, 0.64),
  word('hopeful', 0.66, 0.46),
  word('contented', 0.67, 0.34),
  word('dreamy', 0.6, 0.24),
  word('restless', 0.46, 0.66),
  word('curious', 0.56, 0.5),
  word('thoughtful', 0.54, 0.38),
  word('hushed', 0.5, 0.16, true),
  word('fierce', 0.42, 0.86),
  word('unsettled', 0.4, 0.52),
  word('nostalgic', 0.45, 0.4),
  word('wistful', 0.42, 0.27, true),
  word('tense', 0.28, 0.68),
  word('defiant', 0.26, 0.86),
  word('bruised', 0.28, 0.42),
  word('melancholy', 0.3, 0.24, true),
  word('subdued', 0.35, 0.14, true),
  word('furious', 0.12, 0.9),
  word('anguished', 0.12, 0.62),
  word('downcast', 0.18, 0.32),
  word('sombre', 0.22, 0.32, true),
  word('sorrowful', 0.16, 0.2, true),
  word('bereft', 0.08, 0.12, true),
];

/** Furthest that a word offered by a model may lie from the mood's own point. */
const MAX_WORD_DISTANCE = 0.35;

/** The first of some offered words that is known, near the point and, for a sensitive moment, gentle; null where none is. */
export function fittingWord(
  offered: readonly string[],
  { valence, energy, sensitive }: { valence: number; energy: number; sensitive: boolean },
): string | null {
  const fits = (name: string) =>
    MOOD_WORDS.some(
      (one) =>
        one.word === name &&
        (one.gentle || !sensitive) &&
        Math.hypot(one.valence - valence, one.energy - energy) <= MAX_WORD_DISTANCE,
    );
  return offered.find(fits) ?? null;
}

/** The nearest word; a sensitive moment takes only a gentle one. */
export function moodWord(valence: number, energy: number, sensitive: boolean): string {
  const words = MOOD_WORDS.filter(({ gentle }) => gentle || !sensitive);
  const distance = (one: MoodWord) => Math.hypot(one.valence - valence, one.energy - energy);
  return words.reduce((best, one) => (distance(one) < distance(best) ? one : best)).word;
}
