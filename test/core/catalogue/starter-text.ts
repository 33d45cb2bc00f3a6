/** Starter catalogue texts for tests. */
import { STARTER_COLUMNS } from '../../../core/catalogue/starter.ts';

const ROW: Record<string, string> = {
  id: '1',
  title: 'Harbour Lights',
  artist: 'The Example Band',
  year: '1984',
  genre: 'pop rock',
  language: 'en',
  explicit: 'no',
  popularity: 'hit',
  themes: 'sea night',
  notFor: '',
  note: '',
  durationSeconds: '225',
  danceability: '.55',
  energy: '.6',
  valence: '0.45',
  tempo: '118',
  acousticness: '.2',
  instrumentalness: '.15',
  liveness: '.1',
  speechiness: '.05',
  loudness: '-9',
  mode: 'major',
};

/** A part with one row for each change of the usual row. */
export function tsv(...changes: Partial<Record<string, string>>[]): string {
  const rows = changes.map((change) => STARTER_COLUMNS.map((column) => change[column] ?? ROW[column]).join('\t'));
  return [STARTER_COLUMNS.join('\t'), ...rows, ''].join('\n');
}

/** A part of `count` songs that differ in everything a cluster is made of. */
export function variedTsv(count: number): string {
  const share = (i: number, step: number) => (((i * step) % 20) / 20).toFixed(2);
  const themes = ['sea', 'night rain', 'party dancing', 'home family', 'road freedom travel'];
  return tsv(
    ...Array.from({ length: count }, (_, i) => ({
      id: String(i + 1),
      title: `Song number ${i}`,
      artist: `Artist ${i % 97}`,
      themes: themes[i % themes.length]!,
      danceability: share(i, 3),
      energy: share(i, 7),
      valence: share(i, 11),
      acousticness: share(i, 13),
      instrumentalness: share(i, 17),
      tempo: String(60 + ((i * 29) % 120)),
      mode: i % 3 === 0 ? 'minor' : 'major',
    })),
  );
}
