/** What decided a reading, in words a person understands. */
import type { CaptionReading } from '../caption.ts';
import type { Face, ImageProperties } from '../contracts/pipeline.ts';
import type { ModelLook } from './look.ts';
import { nameable, type SeenThing } from './seen.ts';
import type { Sensitivity } from './sensitive.ts';
import { faceSignal } from './signals.ts';

export interface Decided {
  things: readonly SeenThing[];
  caption: CaptionReading | null;
  sensitivity: Sensitivity;
  faces: readonly Face[];
  properties: ImageProperties;
  look?: ModelLook | null;
}

const MAX_EVIDENCE = 6;
const MAX_SAID = 60;
/** From this share on a colour rules the picture. */
const RULING_SHARE = 0.3;
/** From this share of happiness on a face laughs rather than smiles. */
const LAUGHING = 0.85;
const COLD = new Set(['blue', 'teal', 'purple', 'grey', 'gray', 'white']);
const WARM = new Set(['red', 'orange', 'yellow', 'gold', 'pink', 'brown']);

/** Their own words first, then what was seen, then faces, light and colours. */
export function evidenceOf({ things, caption, sensitivity, faces, properties, look }: Decided): string[] {
  const quoted = (caption?.words ?? []).slice(0, 2).map((words) => words.slice(0, MAX_SAID));
  const said = quoted.length > 0 ? [`your words: ${quoted.join(', ')}`] : [];
  const gentle = sensitivity.sensitive ? ['a moment that asks for gentleness'] : [];
  const all = [
    ...said,
    ...gentle,
    ...sensitivity.because,
    ...seenPhrases(things),
    ...(look?.evidence ?? []),
    ...facePhrases(faces),
    ...lightPhrases(properties),
  ];
  return [...new Set(all)].slice(0, MAX_EVIDENCE);
}

/** The three most telling things; a place by night is one of them together with its hour. */
function seenPhrases(things: readonly SeenThing[]): string[] {
  const telling = nameable(things).toSorted((a, b) => b.weight - a.weight);
  const night = telling.find(({ entry }) => entry.name === 'night');
  const place = telling.find(({ entry, count }) => (entry.kind === 'city' || entry.kind === 'place') && count === 1);
  const byNight = night && place?.phrase.startsWith('a');
  return telling
    .filter((thing) => !byNight || thing !== night)
    .slice(0, 3)
    .map((thing) => (byNight && thing === place ? `${thing.phrase} at night` : thing.phrase));
}

function facePhrases(faces: readonly Face[]): string[] {
  const { valence, weight } = faceSignal(faces);
  if (weight < 0.05) return [];
  const called = (manner: string) => [faces.length > 1 ? `${manner} faces` : `a ${manner} face`];
  const happiness = faces.reduce((sum, { emotions }) => sum + (emotions.HAPPY ?? 0), 0) / faces.length;
  if (valence >= 0.7) return called(happiness >= LAUGHING && faces.length > 1 ? 'laughing' : 'smiling');
  return valence <= 0.35 ? called('downcast') : [];
}

/** Light, and the colour that rules: "cold blue", "warm orange", "much green". */
function lightPhrases({ brightness, colours }: ImageProperties): string[] {
  const main = colours.toSorted((a, b) => b.share - a.share)[0];
  const light = brightness < 28 ? ['dark tones'] : brightness > 72 ? ['bright tones'] : [];
  if (!main || main.share < RULING_SHARE) return light;
  const name = main.name.toLowerCase();
  return [...light, COLD.has(name) ? `cold ${name}` : WARM.has(name) ? `warm ${name}` : `much ${name}`];
}
