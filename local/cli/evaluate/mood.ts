/** `evaluate mood`: how well the reading of photographs agrees with what people feel at them. */
import { AppError } from '../../../core/errors.ts';
import { readMood } from '../../../core/mood.ts';
import { seededRandom } from '../../../core/random.ts';
import { readArguments } from '../arguments.ts';
import {
  type Agreement,
  advantage,
  agreement,
  type Difference,
  mean,
  quadrantAccuracy,
  round,
  shuffled,
} from './agreement.ts';
import { lookWithAll, presentSets } from './engine-sets.ts';
import { type Norm, readNorms } from './norms.ts';
import type { Seen } from './pictures.ts';
import { lookWithModel, visionModel } from './vision-model.ts';

const USAGE = 'npm run evaluate -- mood --images DIR --norms FILE.csv [--show-pictures] [--json]';
const SHUFFLES = 50;

interface Point {
  valence: number;
  energy: number;
}

interface EngineRow {
  name: string;
  images: number;
  valence: Agreement;
  arousal: Agreement;
  quadrantAccuracy: number;
  msPerImage: number;
  aboveColourOnly: { valence: Difference; arousal: Difference };
}

interface CategoryRow {
  category: string;
  images: number;
  /** Means of the ratings, on their own scale. */
  rated: { valence: number; arousal: number };
  engines: { name: string; valence: { pearson: number; mean: number }; arousal: { pearson: number; mean: number } }[];
}

export async function run(words: string[]): Promise<void> {
  const { values } = readArguments(
    USAGE,
    {
      images: { type: 'string', help: 'the folder of the photographs' },
      norms: { type: 'string', help: 'CSV with image, valence, arousal and perhaps category' },
      'show-pictures': { type: 'boolean', help: 'let a vision-language model elsewhere see the photographs' },
      json: { type: 'boolean', help: 'print one JSON document' },
    },
    words,
  );
  const { images: folder, norms: file } = values;
  if (!folder || !file) throw new AppError('InvalidCommand', 400, `Say which images and norms. Usage: ${USAGE}`);
  const norms = await readNorms(file, folder);
  const images = norms.map(({ image }) => image);
  const sights = await lookWithAll(folder, images, presentSets());
  const model = visionModel(values['show-pictures'] ?? false);
  if (model) sights.set('vision-language', await lookWithModel(model, folder, images, [...sights.values()].at(-1)!));
  const colourOnly = [...sights.values()][0]!.map(({ seen }) => readingOf(lightOf(seen)));
  const read = [...sights].map(([name, seen]) => ({
    name,
    points: seen.map((sight) => readingOf(sight.seen)),
    ms: mean(seen.map(({ ms }) => ms)),
  }));
  const engines = read.map(({ name, points, ms }): EngineRow => engineRow(name, points, ms, colourOnly, norms));
  const categories = categoryRows(read, norms);
  const result = {
    engines,
    baselines: [
      { name: 'colour-only', ...agreementsOf(colourOnly, norms) },
      { name: 'shuffled', ...shuffledAgreement(read.at(-1)!.points, norms) },
    ],
    ...(categories.length > 0 ? { categories } : {}),
  };
  if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else print(result);
}

const readingOf = (seen: Seen): Point => readMood({ ...seen, caption: null }).mood;

/** What is left of a picture for somebody who only sees its light and colours. */
const lightOf = ({ properties }: Seen): Seen => ({
  labels: [],
  faint: [],
  faces: [],
  moderation: { refused: false, reasons: [] },
  properties,
});

const valencesOf = (points: readonly Point[]) => points.map(({ valence }) => valence);
const energiesOf = (points: readonly Point[]) => points.map(({ energy }) => energy);
const ratedValence = (norms: readonly Norm[]) => norms.map(({ valence }) => valence);
const ratedArousal = (norms: readonly Norm[]) => norms.map(({ arousal }) => arousal);

function agreementsOf(points: readonly Point[], norms: readonly Norm[]) {
  return {
    valence: agreement(valencesOf(points), ratedValence(norms)),
    arousal: agreement(energiesOf(points), ratedArousal(norms)),
  };
}

function engineRow(
  name: string,
  points: readonly Point[],
  ms: number,
  colourOnly: readonly Point[],
  norms: readonly Norm[],
): EngineRow {
  return {
    name,
    images: norms.length,
    ...agreementsOf(points, norms),
    quadrantAccuracy: quadrantAccuracy(points, norms),
    msPerImage: Math.round(ms),
    aboveColourOnly: {
      valence: advantage(valencesOf(points), valencesOf(colourOnly), ratedValence(norms)),
      arousal: advantage(energiesOf(points), energiesOf(colourOnly), ratedArousal(norms)),
    },
  };
}

/** The same readings given to other images: what agreement chance alone makes. */
function shuffledAgreement(points: readonly Point[], norms: readonly Norm[]) {
  const random = seededRandom(1);
  const rounds = Array.from({ length: SHUFFLES }, () => agreementsOf(shuffled(points, random), norms));
  return {
    valence: { pearson: round(mean(rounds.map(({ valence }) => valence.pearson))) },
    arousal: { pearson: round(mean(rounds.map(({ arousal }) => arousal.pearson))) },
  };
}

function categoryRows(
  read: readonly { name: string; points: readonly Point[] }[],
  norms: readonly Norm[],
): CategoryRow[] {
  const names = [...new Set(norms.flatMap(({ category }) => category ?? []))].sort();
  return names.map((category) => {
    const at = norms.flatMap((norm, index) => (norm.category === category ? [index] : []));
    const own = at.map((index) => norms[index]!);
    return {
      category,
      images: own.length,
      rated: { valence: round(mean(ratedValence(own))), arousal: round(mean(ratedArousal(own))) },
      engines: read.map(({ name, points }) => {
        const there = at.map((index) => points[index]!);
        const { valence, arousal } = agreementsOf(there, own);
        return {
          name,
          valence: { pearson: valence.pearson, mean: round(mean(valencesOf(there))) },
          arousal: { pearson: arousal.pearson, mean: round(mean(energiesOf(there))) },
        };
      }),
    };
  });
}

interface Result {
  engines: EngineRow[];
  baselines: { name: string; valence: { pearson: number }; arousal: { pearson: number } }[];
  categories?: CategoryRow[];
}

function print({ engines, baselines, categories = [] }: Result): void {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const number = (value: number) => value.toFixed(2).replace(/^(-?)0\./, '$1.');
  say(`${engines[0]!.images} images       valence r            arousal r            quadrant  ms an image`);
  for (const { name, valence, arousal, quadrantAccuracy: quadrant, msPerImage } of engines) {
    const r = (one: Agreement) => `${number(one.pearson)} (${number(one.low)} to ${number(one.high)})`.padEnd(21);
    say(`${name.padEnd(18)}${r(valence)}${r(arousal)}${number(quadrant).padEnd(10)}${msPerImage}`);
  }
  for (const { name, valence, arousal } of baselines) {
    say(`${name.padEnd(18)}${number(valence.pearson).padEnd(21)}${number(arousal.pearson)}`);
  }
  for (const { category, images, engines: rows } of categories) {
    const cells = rows.map(
      ({ name, valence, arousal }) => `${name} ${number(valence.pearson)} / ${number(arousal.pearson)}`,
    );
    say(`${category.padEnd(18)}${String(images).padEnd(5)}${cells.join('   ')}`);
  }
}
