/** Songs: other ones for a recap, single ones, and what is like them. */

import type { Track } from '../../core/catalogue/track.ts';
import type { SongFilters } from '../../core/contracts/filters.ts';
import type { CorrectedMood } from '../../core/contracts/mood-point.ts';
import type { Reading, RecapRef } from '../../core/contracts/pipeline.ts';
import type { RecapItem } from '../../core/contracts/recap-item.ts';
import { TRACK_ROUTES } from '../../core/contracts/routes/tracks.ts';
import type { NamedSongs, SimilarSongs, SongListView } from '../../core/contracts/songs.ts';
import { AppError } from '../../core/errors.ts';
import { correctedReading, type MoodPoint } from '../../core/mood/correction.ts';
import { rememberShown } from '../../core/ranking/filtered-list.ts';
import { coverageNotes, NOT_TOLD, offeredFilters, readingUnder } from '../../core/ranking/filters.ts';
import { artistKey, titleKey } from '../../core/ranking/same-recording.ts';
import { readingOfTrack, whySimilar } from '../../core/ranking/similar.ts';
import { found } from '../../core/recap-view.ts';
import { avoidance } from '../../core/taste.ts';
import { trackView } from '../../core/track-view.ts';
import { currentVersion, readMap, readMeta, readTracks } from '../shared/catalogue-store.ts';
import { nearestClustersOf, nearestClustersUnder } from '../shared/clusters.ts';
import { dropCorrection, saveCorrection } from '../shared/correction-store.ts';
import { apiHandler } from '../shared/http.ts';
import { readRecap } from '../shared/recap-store.ts';
import { searchSongs } from '../shared/search.ts';
import { saveShown, shownLately } from '../shared/shown-songs.ts';
import { findSongs } from '../shared/songs.ts';
import { readTaste } from '../shared/taste-store.ts';
import { theTrack } from '../shared/the-track.ts';

export const handler = apiHandler(TRACK_ROUTES, {
  'POST /recaps/{id}/songs': ({ userId, path, body }) => songsUnder({ userId, recapId: path.id }, body),
  'PUT /recaps/{id}/mood': ({ userId, path, body }) => correctMood({ userId, recapId: path.id }, body),
  'DELETE /recaps/{id}/mood': async ({ userId, path }) => {
    const recap = { userId, recapId: path.id };
    await readOwn(recap);
    await dropCorrection(recap);
  },
  'GET /tracks': async ({ userId, query }) => searchSongs(query.query, query.limit, (await tasteOf(userId)).except),
  'GET /filters': async () => offeredFilters(await readMeta(await currentVersion())),
  'GET /atlas': async () => readMap(await currentVersion()),
  'GET /atlas/songs': async ({ query }): Promise<NamedSongs> => ({
    songs: (await readTracks(query.ids.split(','))).map(trackView),
  }),
  'GET /tracks/{id}': async ({ path }) => trackView(await theTrack(path.id)),
  'GET /tracks/{id}/similar': async ({ userId, path, query }) =>
    similarTo(await theTrack(path.id), query.limit, await tasteOf(userId)),
});

async function songsUnder(recap: RecapRef, filters: SongFilters): Promise<SongListView> {
  const item = await readOwn(recap);
  const own = found(item);
  if (!own.reading) throw noMoodYet();
  const reading = readingUnder(await readingSaid(item, own.reading, filters.gentle), filters);
  const { version, clusters, notes, meta } = await nearestClustersUnder(reading.target, filters);
  const shown = rememberShown(
    (own.songs ?? []).map(({ trackId }) => trackId),
    item.shown ?? [],
  );
  const seen = filters.again ? [...(await shownLately(recap)), ...shown] : shown;
  const taste = await tasteOf(recap.userId);
  const list = await findSongs({
    reading,
    version,
    clusters,
    filtered: { filters, dictionaries: meta },
    shown: seen,
    ...taste,
  });
  await saveShown(
    recap,
    rememberShown(
      shown,
      list.songs.map(({ trackId }) => trackId),
    ),
  );
  const coverage = meta.coverage ?? NOT_TOLD;
  return { songs: list.songs, notes: [...notes, ...list.notes, ...coverageNotes(filters, coverage)], coverage };
}

/** The reading as it is, or made anew where the person says otherwise than it whether the moment is a heavy one. */
async function readingSaid(item: RecapItem, reading: Reading, gentle: boolean | undefined): Promise<Reading> {
  const { caption, labels, properties, felt } = item;
  if (gentle === undefined || gentle === reading.mood.sensitive || !labels || !properties) return reading;
  // Few ask for it, and the words it knows take a fifth of this function's start.
  const { readMood } = await import('../../core/mood.ts');
  // Faces and moderation are not kept once a recap has ended; how they made it feel is.
  const anew = readMood({
    caption,
    labels,
    properties,
    faces: [],
    moderation: { refused: false, reasons: [] },
    felt,
    gentle,
  });
  return item.corrected ? correctedReading(anew, item.corrected.reading.mood) : anew;
}

/** Moves the mood, makes the list anew and keeps both on the recap. */
async function correctMood(recap: RecapRef, point: MoodPoint): Promise<CorrectedMood> {
  const { reading: read, status } = await readOwn(recap);
  if (!read || status !== 'READY') throw noMoodYet();
  const reading = correctedReading(read, point);
  const nearest = await nearestClustersOf(reading.target);
  const { version, clusters } = nearest;
  const list = await findSongs({ reading, version, clusters, ...(await tasteOf(recap.userId)) });
  const corrected = { reading, songs: list.songs, notes: [...nearest.notes, ...list.notes] };
  await saveCorrection(recap, corrected);
  return { mood: reading.mood, target: reading.target, songs: corrected.songs, notes: corrected.notes };
}

const tasteOf = async (userId: string) => avoidance(await readTaste(userId));

async function readOwn(recap: RecapRef): Promise<RecapItem> {
  const item = await readRecap(recap);
  if (!item) throw new AppError('NotFound', 404, 'There is no recap with this id.');
  return item;
}

const noMoodYet = () => new AppError('NoMoodYet', 409, 'This recap has no mood yet that songs could be found for.');

async function similarTo(track: Track, limit: number, { except, spare }: Taste): Promise<SimilarSongs> {
  const reading = readingOfTrack(track);
  const nearest = await nearestClustersOf(reading.target);
  const { version, clusters } = nearest;
  const isItself = (other: Track) =>
    other.trackId === track.trackId ||
    (titleKey(other.title) === titleKey(track.title) && artistKey(other.artist) === artistKey(track.artist));
  const { songs, notes } = await findSongs({
    reading,
    version,
    clusters,
    except: (other) => isItself(other) || except(other),
    spare,
    count: limit,
  });
  return {
    track: trackView(track),
    songs: songs.map((song) => ({ ...song, why: whySimilar(track, song) })),
    notes: [...nearest.notes, ...notes],
  };
}

type Taste = ReturnType<typeof avoidance>;
