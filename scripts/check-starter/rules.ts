import type { Track } from '../../core/catalogue/track.ts';
import { FEATURES } from '../../core/features.ts';
import { THEMES } from '../../core/themes.ts';
import { recordingKey } from './measured.ts';

const MIN_SONGS = 1000;
const MIN_GENRES = 25;
const MIN_LANGUAGES = 10;
const MIN_PER_THEME = 8;
const MIN_PER_DECADE = 40;
const MIN_PER_QUADRANT = 120;
/** Every feature but tempo and loudness is estimated in these steps. */
const STEP = 0.05;

/** What every release of the starter catalogue keeps to; one sentence for each rule that is broken. */
export function checkRules(tracks: readonly Track[]): string[] {
  const problems: string[] = [];
  const require = (holds: boolean, sentence: string) => {
    if (!holds) problems.push(sentence);
  };
  require(tracks.length >= MIN_SONGS, `There are ${tracks.length} songs; at least ${MIN_SONGS} are wanted.`);
  const genres = new Set(tracks.map((track) => track.genre));
  require(genres.size >= MIN_GENRES, `There are ${genres.size} genres; at least ${MIN_GENRES} are wanted.`);
  const languages = new Set(tracks.map((track) => track.language).filter((language) => language !== 'zxx'));
  require(languages.size >=
    MIN_LANGUAGES, `There are ${languages.size} languages; at least ${MIN_LANGUAGES} are wanted.`);
  for (const theme of THEMES) {
    const count = tracks.filter((track) => track.themes.includes(theme)).length;
    require(count >= MIN_PER_THEME, `The theme ${theme} has ${count} songs; at least ${MIN_PER_THEME} are wanted.`);
  }
  for (let decade = 1950; decade <= 2020; decade += 10) {
    const count = tracks.filter(({ year }) => year !== null && year >= decade && year < decade + 10).length;
    require(count >= MIN_PER_DECADE, `The ${decade}s have ${count} songs; at least ${MIN_PER_DECADE} are wanted.`);
  }
  for (const [name, count] of Object.entries(quadrants(tracks))) {
    require(count >=
      MIN_PER_QUADRANT, `The quadrant ${name} has ${count} songs; at least ${MIN_PER_QUADRANT} are wanted.`);
  }
  const seen = new Map<string, Track>();
  for (const track of tracks) {
    const key = recordingKey(track.title, track.artist);
    require(!seen.has(key), `${track.title} by ${track.artist} is there twice.`);
    seen.set(key, track);
    require(track.notFor.length === 0 || track.note !== null, `${track.title} has notFor without a note.`);
    for (const feature of FEATURES) {
      const steps = track.features[feature] / (feature === 'tempo' || feature === 'loudness' ? 1 : STEP);
      require(Math.abs(steps - Math.round(steps)) < 1e-6, `${track.title}: ${feature} is not in whole steps.`);
    }
  }
  problems.push(...checkWellKnownTraps(seen));
  return problems;
}

/** Songs per mood quadrant, split at .5. */
export function quadrants(tracks: readonly Track[]): Record<string, number> {
  const counts: Record<string, number> = {
    'bright and lively': 0,
    'bright and calm': 0,
    'dark and lively': 0,
    'dark and calm': 0,
  };
  for (const { features } of tracks) {
    const name = `${features.valence >= 0.5 ? 'bright' : 'dark'} and ${features.energy >= 0.5 ? 'lively' : 'calm'}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** Songs that sound like something they are not; each must be there, and marked. */
const TRAPS: [title: string, artist: string, notForOneOf: string[]][] = [
  ['Last Friday Night (T.G.I.F.)', 'Katy Perry', ['children-present', 'grief']],
  ['Pumped Up Kicks', 'Foster The People', ['upbeat', 'children-present']],
  ['Every Breath You Take', 'The Police', ['romance', 'wedding']],
  ['Hey Ya!', 'OutKast', ['wedding', 'romance', 'upbeat']],
];

function checkWellKnownTraps(songs: ReadonlyMap<string, Track>): string[] {
  return TRAPS.flatMap(([title, artist, marks]) => {
    const track = songs.get(recordingKey(title, artist));
    if (!track) return [`${title} by ${artist} is missing.`];
    const marked = marks.some((mark) => (track.notFor as string[]).includes(mark));
    return marked ? [] : [`${title} by ${artist} is not marked as ${marks.join(' or ')}.`];
  });
}
