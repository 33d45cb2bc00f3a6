/** `evaluate match`: whether the songs that photographs get feel like the photographs do. */
import type { Track } from '../../../core/catalogue/track.ts';
import { AppError } from '../../../core/errors.ts';
import { DEFAULT_WEIGHTS, toUnitVector } from '../../../core/features.ts';
import { readMood } from '../../../core/mood.ts';
import { sampleIndices, seededRandom } from '../../../core/random.ts';
import { featureDistance, featureScale } from '../../../core/ranking/distance.ts';
import { findInBlocks } from '../../../core/ranking/find.ts';
import { LIST_LENGTH } from '../../../core/ranking.ts';
import { readArguments } from '../arguments.ts';
import { agreement, mean, round } from './agreement.ts';
import { lookWithAll, presentSets } from './engine-sets.ts';
import { type Norm, readNorms } from './norms.ts';
import type { Seen } from './pictures.ts';
import { type MemoryCatalogue, starterCatalogue } from './starter-catalogue.ts';

const USAGE = 'npm run evaluate -- match --images DIR --norms FILE.csv [--json]';
/** An ordinary day: no song is in season by date. */
const DAY = { month: 6, day: 15 };
const RANDOM_ROUNDS = 20;

type Song = Pick<Track, 'trackId' | 'artist' | 'features'>;

export async function run(words: string[]): Promise<void> {
  const { values } = readArguments(
    USAGE,
    {
      images: { type: 'string', help: 'the folder of the photographs' },
      norms: { type: 'string', help: 'CSV with image, valence and arousal' },
      json: { type: 'boolean', help: 'print one JSON document' },
    },
    words,
  );
  const { images: folder, norms: file } = values;
  if (!folder || !file) throw new AppError('InvalidCommand', 400, `Say which images and norms. Usage: ${USAGE}`);
  const norms = await readNorms(file, folder);
  const set = presentSets().at(-1)!;
  const catalogue = starterCatalogue();
  const sights = (
    await lookWithAll(
      folder,
      norms.map(({ image }) => image),
      [set],
    )
  ).get(set.name)!;
  const lists: Song[][] = [];
  for (const { seen } of sights) lists.push(await listFor(seen, catalogue));
  const { valence, arousal } = agreementsOf(lists, norms);
  const result = {
    images: norms.length,
    engines: set.name,
    valence,
    arousal,
    diversity: round(mean(lists.map(diversityOf))),
    distinctArtistsPerList: round(mean(lists.map((list) => new Set(list.map(({ artist }) => artist)).size))),
    repeatRate: round(repeatRate(lists)),
    baseline: { random: randomAgreement(catalogue.tracks, norms) },
  };
  if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else print(result);
}

async function listFor(seen: Seen, catalogue: MemoryCatalogue): Promise<Song[]> {
  const reading = readMood({ ...seen, caption: null });
  const request = { reading, today: DAY };
  return (await findInBlocks(catalogue.blocksFor(reading), request, catalogue.readTracks)).songs;
}

function agreementsOf(lists: readonly (readonly Song[])[], norms: readonly Norm[]) {
  const means = (feature: 'valence' | 'energy') =>
    lists.map((list) => mean(list.map(({ features }) => features[feature])));
  return {
    valence: agreement(
      means('valence'),
      norms.map((norm) => norm.valence),
    ),
    arousal: agreement(
      means('energy'),
      norms.map((norm) => norm.arousal),
    ),
  };
}

/** Mean distance between two songs of a list; 1 is as far apart as unrelated songs are. */
function diversityOf(list: readonly Song[]): number {
  const scale = featureScale(DEFAULT_WEIGHTS);
  const vectors = list.map(({ features }) => toUnitVector(features));
  return mean(
    vectors.flatMap((one, at) => vectors.slice(at + 1).map((other) => featureDistance(one, 0, other, 0, scale))),
  );
}

/** Share of the places in all lists that a song takes which stands in an earlier list already. */
function repeatRate(lists: readonly (readonly Song[])[]): number {
  const places = lists.flat();
  return places.length === 0 ? 0 : 1 - new Set(places.map(({ trackId }) => trackId)).size / places.length;
}

function randomAgreement(tracks: readonly Track[], norms: readonly Norm[]) {
  const random = seededRandom(1);
  const list = () => [...sampleIndices(tracks.length, LIST_LENGTH, random)].map((at) => tracks[at]!);
  const rounds = Array.from({ length: RANDOM_ROUNDS }, () => agreementsOf(norms.map(list), norms));
  return {
    valence: { pearson: round(mean(rounds.map(({ valence }) => valence.pearson))) },
    arousal: { pearson: round(mean(rounds.map(({ arousal }) => arousal.pearson))) },
  };
}

interface Result extends ReturnType<typeof agreementsOf> {
  images: number;
  engines: string;
  diversity: number;
  distinctArtistsPerList: number;
  repeatRate: number;
  baseline: { random: { valence: { pearson: number }; arousal: { pearson: number } } };
}

function print({ images, engines, valence, arousal, baseline, ...lists }: Result): void {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  say(`${images} images, seen with the ${engines} models; random songs in brackets`);
  const { random } = baseline;
  say(
    `felt valence and the songs' valence: r ${valence.pearson} (${valence.low} to ${valence.high}) [${random.valence.pearson}]`,
  );
  say(
    `felt arousal and the songs' energy:  r ${arousal.pearson} (${arousal.low} to ${arousal.high}) [${random.arousal.pearson}]`,
  );
  say(
    `distance within a list ${lists.diversity}, artists in a list ${lists.distinctArtistsPerList}, repeats ${lists.repeatRate}`,
  );
}
