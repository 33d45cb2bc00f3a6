/** What chart feeds, searches and ReccoBeats answer, decoded; extra fields are let pass. */
import * as z from 'zod/mini';
import { AppError } from '../errors.ts';
import { isrcOf } from './keys.ts';

/** A song that somebody listens to, before its audio features are known. */
export interface WantedSong {
  readonly title: string;
  readonly artist: string;
  /** Where the wish is from, for example `apple-us`. */
  readonly source: string;
  readonly deezerId?: number | undefined;
  readonly isrc?: string | undefined;
  readonly genre?: string | undefined;
  /** ISO date. */
  readonly releaseDate?: string | undefined;
  readonly explicit?: boolean | undefined;
}

const appleSchema = z.looseObject({
  feed: z.looseObject({
    results: z.array(
      z.looseObject({
        name: z.string(),
        artistName: z.string(),
        releaseDate: z.optional(z.string()),
        contentAdvisoryRating: z.optional(z.string()),
        genres: z.optional(z.array(z.looseObject({ name: z.string() }))),
      }),
    ),
  }),
});

/** The store's name for everything, which tells nothing. */
const NO_GENRE = 'Music';

/** Songs of Apple's most-played feed. Throws `FeedUnreadable`. */
export function songsOfAppleChart(document: unknown, source: string): WantedSong[] {
  const { feed } = read(appleSchema, document, "Apple's chart");
  return feed.results.map(({ name, artistName, releaseDate, contentAdvisoryRating, genres }) => ({
    title: name,
    artist: artistName,
    source,
    releaseDate,
    // Only explicit songs are marked; what is not marked may be unrated.
    ...(contentAdvisoryRating?.startsWith('Expli') ? { explicit: true } : {}),
    genre: genres?.find((genre) => genre.name !== NO_GENRE)?.name.toLowerCase(),
  }));
}

const deezerTrackSchema = z.looseObject({
  id: z.number(),
  title: z.string(),
  isrc: z.optional(z.string()),
  release_date: z.optional(z.string()),
  explicit_lyrics: z.optional(z.boolean()),
  artist: z.looseObject({ name: z.string() }),
});
const deezerListSchema = z.looseObject({ data: z.array(deezerTrackSchema), next: z.optional(z.string()) });
const deezerErrorSchema = z.looseObject({ error: z.looseObject({ code: z.optional(z.number()) }) });

/** Deezer answers 200 to what it refuses. 4: the quota of requests is used up; 800: there is no such thing. */
export function deezerErrorCode(document: unknown): number | null {
  const parsed = deezerErrorSchema.safeParse(document);
  return parsed.success ? (parsed.data.error.code ?? 0) : null;
}

/** Songs of a chart or a search of Deezer's. Throws `FeedUnreadable`. */
export function songsOfDeezerList(document: unknown, source: string): WantedSong[] {
  return read(deezerListSchema, document, "Deezer's list").data.map((track) => fromDeezer(track, source));
}

/** One track of Deezer's, which tells its ISRC. Throws `FeedUnreadable`. */
export function songOfDeezerTrack(document: unknown, source: string): WantedSong {
  return fromDeezer(read(deezerTrackSchema, document, "Deezer's track"), source);
}

function fromDeezer(track: z.infer<typeof deezerTrackSchema>, source: string): WantedSong {
  const { id, title, artist, isrc = '', release_date: releaseDate, explicit_lyrics: explicit } = track;
  return { title, artist: artist.name, source, deezerId: id, isrc: isrcOf(isrc), releaseDate, explicit };
}

const entrySchema = z.looseObject({
  id: z.string(),
  href: z.optional(z.nullable(z.string())),
  isrc: z.optional(z.nullable(z.string())),
});
const contentSchema = z.looseObject({ content: z.array(entrySchema) });

/** An entry of ReccoBeats' tracks or audio features. */
export type ReccoBeatsEntry = z.infer<typeof entrySchema>;

/** What ReccoBeats knows of the ids asked for; unknown ones are left out. Throws `FeedUnreadable`. */
export function entriesOfReccoBeats(document: unknown): ReccoBeatsEntry[] {
  return read(contentSchema, document, "ReccoBeats' answer").content;
}

/**
 * One entry a wanted song: what ReccoBeats tells of its recording and its sound, with what the feed knew besides. Of
 * several tracks with the same ISRC the first counts. Songs of which either part is missing are left out.
 */
export function joinedEntries(
  wanted: readonly WantedSong[],
  tracks: readonly ReccoBeatsEntry[],
  features: readonly ReccoBeatsEntry[],
): Record<string, unknown>[] {
  const featuresById = new Map(features.map((entry) => [entry.id, entry]));
  const byIsrc = new Map<string, ReccoBeatsEntry>();
  for (const track of tracks) {
    const isrc = isrcOf(track.isrc ?? '');
    if (isrc !== undefined && featuresById.has(track.id) && !byIsrc.has(isrc)) byIsrc.set(isrc, track);
  }
  return wanted.flatMap(({ isrc, genre, releaseDate, explicit, source }) => {
    const track = isrc === undefined ? undefined : byIsrc.get(isrc);
    if (!track) return [];
    const known = { genre, releaseDate, explicit, source: `reccobeats|${source}` };
    return [{ ...featuresById.get(track.id), ...track, ...known }];
  });
}

function read<T>(schema: z.ZodMiniType<T>, document: unknown, name: string): T {
  const parsed = schema.safeParse(document);
  if (parsed.success) return parsed.data;
  throw new AppError('FeedUnreadable', 502, `${name} did not have the documented form. Is the address right?`);
}
