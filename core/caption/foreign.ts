/** Basic feelings and events in the five other languages that the lexicon holds. */
import { type ForeignCode, LANGUAGES } from '../lexicon/languages.ts';
import type { Theme } from '../themes.ts';
import type { CaptionFinding } from './finding.ts';
import { negationBefore, wordsOf } from './text.ts';

interface Meaning {
  valence: number;
  energy: number;
  themes: readonly Theme[];
  sensitive: boolean;
}

const MEANINGS = new Map(
  Object.entries(LANGUAGES).map(([code, { groups, sensitive }]) => {
    const meanings = new Map<string, Meaning>();
    for (const [list, isSensitive] of [
      [groups, false],
      [sensitive, true],
    ] as const) {
      for (const [valence, energy, words, ...themes] of list) {
        for (const word of words.split(',')) meanings.set(word, { valence, energy, themes, sensitive: isSensitive });
      }
    }
    return [code as ForeignCode, meanings] as const;
  }),
);
const NEGATORS = new Map(
  Object.entries(LANGUAGES).map(([code, { negators }]) => [code as ForeignCode, new Set(negators.split(' '))]),
);

/** Everything the lexicon of this language finds in plain text, the longest phrases first at each place. */
export function readForeign(text: string, language: ForeignCode): CaptionFinding[] {
  const meanings = MEANINGS.get(language)!;
  const words = wordsOf(text);
  const findings: CaptionFinding[] = [];
  for (let index = 0; index < words.length; ) {
    const said = (size: number) =>
      words
        .slice(index, index + size)
        .map((word) => word.text)
        .join(' ');
    const size = [4, 3, 2, 1].find((length) => meanings.has(said(length)));
    if (size !== undefined) {
      const { valence, energy, themes, sensitive } = meanings.get(said(size))!;
      const turned = !sensitive && negationBefore(words, index, { negators: NEGATORS.get(language)! }) > 0;
      findings.push({
        kind: 'foreign',
        event: null,
        valence: turned ? 0.5 - (valence > 0.5 ? 0.72 : 0.35) * (valence - 0.5) : valence,
        energy: turned ? 0.38 : energy,
        themes: turned ? [] : themes,
        themeWeight: sensitive ? 0.95 : 0.85,
        sensitive,
        weight: sensitive ? 3 : 2,
        start: words[index]!.start,
        words: said(size),
      });
    }
    index += size ?? 1;
  }
  return findings;
}
