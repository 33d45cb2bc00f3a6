/** Targets as a language model writes them down: round figures, which lie between songs rather than on one. */
import type { Reading, WeightedTheme } from '../../core/contracts/pipeline.ts';
import { DEFAULT_WEIGHTS } from '../../core/features.ts';
import { THEMES } from '../../core/themes.ts';

const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value));
const tenth = (value: number) => Math.round(clamp(value, 0, 1) * 10) / 10;

/** A mood somewhere in the square of valence and energy, and the sound that one would write beside it. */
export function roundReading(random: () => number, withThemes: boolean): Reading {
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  const wobble = (width: number) => (random() + random() - 1) * width;
  const valence = tenth(0.05 + 0.9 * random());
  const energy = tenth(0.05 + 0.9 * random());
  const themes = withThemes ? someThemes(random) : [];
  return {
    mood: { valence, energy, word: 'round', confidence: 1, sensitive: false, evidence: [] },
    target: {
      features: {
        danceability: tenth(0.35 + 0.35 * valence + wobble(0.25)),
        energy,
        valence,
        tempo: Math.round(clamp(75 + 65 * energy + wobble(40), 60, 180) / 10) * 10,
        acousticness: tenth(0.95 - energy + wobble(0.3)),
        instrumentalness: pick([0, 0, 0, 0.1, 0.2, 0.5, 0.8]),
        liveness: pick([0.1, 0.1, 0.2, 0.3]),
        speechiness: pick([0, 0.1, 0.1, 0.2]),
        loudness: Math.round(clamp(-20 + 15 * energy + wobble(4), -35, -2)),
      },
      weights: DEFAULT_WEIGHTS,
      themes,
      occasions: [],
      explicit: null,
    },
  };
}

function someThemes(random: () => number): WeightedTheme[] {
  const count = 1 + Math.floor(random() * 3);
  const themes = new Set(Array.from({ length: count }, () => THEMES[Math.floor(random() * THEMES.length)]!));
  return [...themes].map((theme) => ({ theme, weight: Math.round((0.3 + 0.6 * random()) * 10) / 10 }));
}
