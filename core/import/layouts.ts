/** Which column of a dataset holds what: recognised by the columns' names, or told by the person who imports it. */
import { AppError } from '../errors.ts';
import { FEATURES } from '../features.ts';

/** What a column may hold. */
export const FIELDS = [
  'id',
  'isrc',
  'title',
  'artist',
  'year',
  'genre',
  'language',
  'explicit',
  'popularity',
  'duration',
  'mode',
  'source',
  ...FEATURES,
  'moodHappy',
  'moodSad',
  'moodParty',
  'moodAggressive',
  'moodRelaxed',
] as const;
export type Field = (typeof FIELDS)[number];

/** For each field the number of its column. */
export type ColumnMap = ReadonlyMap<Field, number>;

export interface Layout {
  /** Name of the dataset, which becomes the source of songs that name none. */
  readonly name: string;
  readonly columns: ColumnMap;
}

/** Names that datasets give a field, in lower case and without anything but letters and digits; the best first. */
const NAMES: Readonly<Record<Field, readonly string[]>> = {
  // Addresses and MusicBrainz's ids before a plain id, which may be the row's own or another service's.
  id: ['trackid', 'spotifyid', 'spotifytrackid', 'recordingmbid', 'mbid', 'uri', 'trackuri', 'href', 'id'],
  isrc: ['isrc'],
  title: ['title', 'trackname', 'tracktitle', 'name', 'track', 'songname', 'song', 'recordingname'],
  artist: ['artist', 'artists', 'trackartist', 'artistname', 'artistsname', 'trackartists', 'artistcreditname'],
  year: ['year', 'releaseyear', 'releasedyear', 'releasedate', 'trackalbumreleasedate', 'albumreleasedate'],
  genre: ['genre', 'trackgenre', 'playlistgenre', 'maingenre', 'topgenre', 'genres'],
  language: ['language', 'lang'],
  explicit: ['explicit', 'isexplicit'],
  popularity: ['popularity', 'trackpopularity'],
  duration: ['durationms', 'duration', 'durations', 'durationseconds', 'durationminutes', 'durationmin', 'length'],
  mode: ['mode', 'keyscale'],
  source: ['source'],
  danceability: ['danceability', 'danceable'],
  energy: ['energy'],
  valence: ['valence'],
  tempo: ['tempo', 'bpm'],
  acousticness: ['acousticness', 'moodacoustic'],
  instrumentalness: ['instrumentalness', 'voiceinstrumental'],
  liveness: ['liveness'],
  speechiness: ['speechiness'],
  loudness: ['loudness', 'loudnessdb'],
  moodHappy: ['moodhappy'],
  moodSad: ['moodsad'],
  moodParty: ['moodparty'],
  moodAggressive: ['moodaggressive'],
  moodRelaxed: ['moodrelaxed'],
};

/** Datasets by columns that no other of them has together. */
const KNOWN: readonly { name: string; has: readonly string[] }[] = [
  { name: 'catalogue-union', has: ['k', 'track_id', 'title', 'artist', 'subgenre', 'source', 'decade'] },
  { name: 'spotify-tracks-dataset', has: ['track_id', 'artists', 'track_name', 'track_genre'] },
  { name: 'spotify-songs', has: ['track_name', 'track_artist', 'track_album_release_date', 'playlist_genre'] },
  { name: 'tracks-features', has: ['id', 'name', 'artists', 'artist_ids', 'release_date'] },
  { name: 'moodify', has: ['duration (ms)', 'labels', 'uri', 'valence'] },
  { name: 'reccobeats', has: ['id', 'href', 'acousticness', 'valence'] },
  { name: 'acousticbrainz-highlevel', has: ['mbid', 'mood_happy'] },
  { name: 'acousticbrainz-rhythm', has: ['mbid', 'submission_offset', 'bpm'] },
];

const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/**
 * The layout of a file with these columns. `told` overrides what is recognised: field to column name. Throws
 * `UnknownLayout` for a field or column that does not exist, and where neither title nor id can be found.
 */
export function recogniseLayout(header: readonly string[], told: Readonly<Record<string, string>> = {}): Layout {
  const names = header.map((column) => column.trim());
  const at = new Map<string, number>();
  for (const [index, name] of names.entries()) if (!at.has(plain(name))) at.set(plain(name), index);
  const columns = new Map<Field, number>();
  for (const field of FIELDS) {
    const name = NAMES[field].find((candidate) => at.has(candidate));
    if (name !== undefined) columns.set(field, at.get(name)!);
  }
  for (const [field, column] of Object.entries(told)) {
    const index = names.indexOf(column) === -1 ? at.get(plain(column)) : names.indexOf(column);
    if (!(FIELDS as readonly string[]).includes(field) || index === undefined) {
      const known = index === undefined ? `no column ${column}` : `no field ${field}; fields are ${FIELDS.join(', ')}`;
      throw new AppError('UnknownLayout', 422, `The column map is wrong: there is ${known}.`);
    }
    columns.set(field as Field, index);
  }
  if (!columns.has('title') && !columns.has('id')) {
    throw new AppError(
      'UnknownLayout',
      422,
      `The columns were not recognised: ${names.slice(0, 12).join(', ')}. Name them with --map title=…,artist=…,valence=…`,
    );
  }
  const known = KNOWN.find(({ has }) => has.every((column) => names.includes(column)));
  return { name: known?.name ?? 'imported', columns };
}

/** Whether valence and energy are to be told from the moods that AcousticBrainz's classifiers give. */
export function needsMoods({ columns }: Layout): boolean {
  return !columns.has('valence') && columns.has('moodHappy') && columns.has('moodSad');
}
