/** What the recommendation makes of a situation, by the pipeline's own path over a catalogue in memory. */
import type { Track } from '../../../core/catalogue/track.ts';
import type { Reading } from '../../../core/contracts/pipeline.ts';
import { toUnitVector } from '../../../core/features.ts';
import { readMood } from '../../../core/mood.ts';
import { featureDistance, featureScale } from '../../../core/ranking/distance.ts';
import { findInBlocks } from '../../../core/ranking/find.ts';
import type { CalendarDay } from '../../../core/ranking/suitability.ts';
import { rankTracks } from '../../../core/ranking.ts';
import type { Judged, Ranking } from './fit-score.ts';
import type { Situation } from './situations.ts';
import type { MemoryCatalogue } from './starter-catalogue.ts';

/** An ordinary day, so that the result does not depend on when it is measured; no song is in season by date. */
const DAY: CalendarDay = { month: 6, day: 15 };
/** A picture of middling light and no colour to speak of: what is measured is labels and words. */
const PLAIN_LIGHT = { brightness: 50, sharpness: 50, contrast: 45, colours: [] };

/** What the pipeline does with a picture's labels and caption, up to the list. */
export async function judge(situation: Situation, catalogue: MemoryCatalogue): Promise<Judged> {
  const { caption, labels } = situation;
  const moderation = { refused: false, reasons: [] };
  const reading = readMood({ caption, labels: [...labels], properties: PLAIN_LIGHT, faces: [], moderation });
  const { songs } = await findInBlocks(catalogue.blocksFor(reading), { reading, today: DAY }, catalogue.readTracks);
  const list = await catalogue.readTracks(songs.map(({ trackId }) => trackId));
  const everyTrack = catalogue.tracks.map((track) => ({ track, distance: soundDistance(track, reading) }));
  const ranked = rankTracks({ candidates: everyTrack, reading, today: DAY });
  return { situation, reading, ranking: { list, placeOf: placesIn(ranked.map(({ track }) => track)) } };
}

export function soundDistance({ features }: Track, { target }: Reading): number {
  const scale = featureScale(target.weights);
  return featureDistance(toUnitVector(target.features), 0, toUnitVector(features), 0, scale);
}

export function placesIn(order: readonly Track[]): Ranking['placeOf'] {
  const places = new Map(order.map((track, place) => [track, place]));
  return (track) => places.get(track) ?? Number.POSITIVE_INFINITY;
}
