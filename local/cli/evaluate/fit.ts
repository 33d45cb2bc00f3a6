/** `evaluate fit`: whether the lists suit the moment, by situations with songs that fit and songs that would hurt. */
import { join } from 'node:path';
import type { Track } from '../../../core/catalogue/track.ts';
import { seededRandom } from '../../../core/random.ts';
import { LIST_LENGTH } from '../../../core/ranking.ts';
import { readArguments } from '../arguments.ts';
import { judge, placesIn, soundDistance } from './fit-judge.ts';
import { type FitScore, type Judged, meanScore, pairsOf, scoreOf, themesMatched, toneDeafIn } from './fit-score.ts';
import { readSituations, type Situation } from './situations.ts';
import { starterCatalogue } from './starter-catalogue.ts';

const USAGE = 'npm run evaluate -- fit [--situations FILE|FOLDER] [--misses] [--json]';
const OWN_SITUATIONS = join(import.meta.dirname, '..', '..', '..', 'test', 'situations');
const RANDOM_SEEDS = 20;

export async function run(words: string[]): Promise<void> {
  const { values } = readArguments(
    USAGE,
    {
      situations: { type: 'string', help: 'a file or folder of situations; the own ones where absent' },
      misses: { type: 'boolean', help: 'print what went wrong in the tuning half' },
      json: { type: 'boolean', help: 'print one JSON document' },
    },
    words,
  );
  const catalogue = starterCatalogue();
  const situations = readSituations(values.situations ?? OWN_SITUATIONS, catalogue.tracks);
  const judged = await Promise.all(situations.map((situation) => judge(situation, catalogue)));
  const half = (name: Situation['half']) => scoreOf(judged.filter(({ situation }) => situation.half === name));
  const result = {
    ...scoreOf(judged),
    halves: { tuning: half('tuning'), heldOut: half('heldOut') },
    baselines: baselinesOf(judged, catalogue.tracks),
  };
  if (values.json) {
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return;
  }
  printScores(result);
  if (values.misses) for (const one of judged) if (one.situation.half === 'tuning') printMisses(one);
}

function baselinesOf(judged: readonly Judged[], tracks: readonly Track[]) {
  const orderedBy = (order: (one: Judged) => readonly Track[]): FitScore =>
    scoreOf(
      judged.map((one) => {
        const all = order(one);
        return { ...one, ranking: { list: all.slice(0, LIST_LENGTH), placeOf: placesIn(all) } };
      }),
    );
  const shuffled = (seed: number) => {
    const random = seededRandom(seed);
    return orderedBy(() => sortedBy(tracks, () => random()));
  };
  return {
    random: meanScore(Array.from({ length: RANDOM_SEEDS }, (_, seed) => shuffled(seed))),
    featuresOnly: orderedBy(({ reading }) => sortedBy(tracks, (track) => soundDistance(track, reading))),
    popularity: orderedBy(() => sortedBy(tracks, ({ popularity }) => -popularity)),
  };
}

/** In the order of `key`; equal ones stay as they are. */
function sortedBy(tracks: readonly Track[], key: (track: Track) => number): Track[] {
  return tracks
    .map((track) => ({ track, key: key(track) }))
    .sort((a, b) => a.key - b.key)
    .map(({ track }) => track);
}

const say = (line: string) => process.stdout.write(`${line}\n`);

function printScores(result: FitScore & { halves: Record<string, FitScore>; baselines: Record<string, FitScore> }) {
  const rows: [string, FitScore][] = [
    ['sightsong', result],
    ['  tuning half', result.halves.tuning!],
    ['  held-out half', result.halves.heldOut!],
    ...Object.entries(result.baselines),
  ];
  say('                    moments  tone-deaf in top 10  pairs right  songs of the theme (median of 10)');
  for (const [name, { situations, toneDeafInTop10, pairAccuracy, themesMatchedMedian }] of rows) {
    const cells = [
      String(situations).padStart(8),
      toneDeafInTop10.toFixed(name === 'random' ? 1 : 0).padStart(21),
      `${(pairAccuracy * 100).toFixed(1)} %`.padStart(13),
      themesMatchedMedian.toFixed(1).padStart(12),
    ];
    say(name.padEnd(19) + cells.join(''));
  }
}

function printMisses(one: Judged) {
  const name = ({ title, artist }: Track) => `${title} - ${artist}`;
  const { caption, labels } = one.situation;
  const { mood, target } = one.reading;
  const wrong = pairsOf(one).filter(({ right }) => !right);
  const deaf = toneDeafIn(one);
  if (wrong.length === 0 && deaf.length === 0 && themesMatched(one) >= 3) return;
  say(`\n${caption ?? ''} [${labels.map((label) => label.name).join(', ')}]`);
  say(
    `  ${mood.word} v${mood.valence} e${mood.energy}${mood.sensitive ? ' sensitive' : ''} c${mood.confidence}; ${target.themes.map(({ theme, weight }) => `${theme} ${weight}`).join(', ')}; ${target.occasions.join(' ')}; song v${target.features.valence} e${target.features.energy}`,
  );
  for (const track of deaf) say(`  TONE-DEAF IN LIST: ${name(track)}`);
  const places = (tracks: readonly Track[]) =>
    tracks.map((track) => `${name(track)} #${one.ranking.placeOf(track)}`).join('; ');
  say(`  wrong pairs ${wrong.length}; of the theme ${themesMatched(one)}`);
  say(`  + ${places(one.situation.friends)}`);
  say(`  - ${places(one.situation.toneDeaf)}`);
  say(`  list: ${one.ranking.list.map(name).join('; ')}`);
}
