/** The single filters that are measured, as far as a catalogue has their fields. */
import type { SongFilters } from '../../core/contracts/filters.ts';
import type { IndexedCatalogue } from './indexed-catalogue.ts';

/** Shares of genres that are looked for; the genre nearest to each is taken. */
const GENRE_SHARES = [0.09, 0.008, 0.003];

export interface NamedFilter {
  readonly name: string;
  readonly filters: SongFilters;
}

/** Filters and the share of all songs that meet each. */
export function singleFilters({ tracks }: IndexedCatalogue): NamedFilter[] {
  const counts = new Map<string, number>();
  const languages = new Map<string, number>();
  for (const { genre, language } of tracks.values()) {
    if (genre !== null) counts.set(genre, (counts.get(genre) ?? 0) + 1);
    if (language !== null) languages.set(language, (languages.get(language) ?? 0) + 1);
  }
  const percent = (count: number) => `${Number(((count / tracks.size) * 100).toPrecision(2))} %`;
  const genres = [...counts].sort((a, b) => b[1] - a[1]);
  const named = GENRE_SHARES.flatMap((share) => {
    const off = ([, count]: [string, number]) => Math.abs(Math.log(count / tracks.size / share));
    const [nearest] = [...genres].sort((a, b) => off(a) - off(b));
    return nearest === undefined
      ? []
      : [{ name: `genre of ${percent(nearest[1])}`, filters: { genres: { include: [nearest[0]] } } }];
  });
  const common = [...languages].sort((a, b) => b[1] - a[1])[1] ?? [...languages][0];
  const list = [...tracks.values()];
  return [
    ...(list.some(({ year }) => year !== null)
      ? [
          { name: 'decade 1980', filters: { decades: { from: 1980, to: 1980 } } },
          { name: 'decade 2010', filters: { decades: { from: 2010, to: 2010 } } },
        ]
      : []),
    ...named,
    ...(list.some(({ explicit }) => explicit === true)
      ? [
          { name: 'explicit only', filters: { explicit: 'only' as const } },
          { name: 'explicit clean', filters: { explicit: 'clean' as const } },
        ]
      : []),
    ...(common === undefined
      ? []
      : [{ name: `language of ${percent(common[1])}`, filters: { languages: [common[0]] } }]),
  ];
}
