/** What the API shows of a stored recap. Signing addresses is passed in, since it needs keys. */

import { type ImageRef, type Mood, type Song, STEPS } from './contracts/pipeline.ts';
import type { RecapItem } from './contracts/recap-item.ts';
import type { RecapPage, RecapView } from './contracts/recaps.ts';
import { partSentence } from './video/taken-part.ts';

type Sign = (key: string) => Promise<string>;

/** Share of the waiting that each step is, as measured on the local cloud; the sum is 1. */
const STEP_SHARES: Record<string, number> = {
  PrepareMedia: 0.17,
  ExtractFrames: 0.03,
  DetectLabels: 0.2,
  DetectFaces: 0.1,
  DetectModeration: 0.05,
  ReadMood: 0.05,
  WriteStory: 0.1,
  FindClusters: 0.05,
  LookupTracks: 0.1,
  Narrate: 0.15,
};

/** 0 when it begins, 1 when it has ended, whichever way. */
export function progressOf({ status, timings }: Pick<RecapItem, 'status' | 'timings'>): number {
  if (status !== 'RUNNING') return status === 'AWAITING_UPLOAD' ? 0 : 1;
  const done = Object.keys(timings).reduce((sum, step) => sum + (STEP_SHARES[step] ?? 0), 0);
  return Math.min(0.99, Math.round(done * 100) / 100);
}

/** What was found, or what followed where the owner corrected the mood. */
export const found = (item: RecapItem): Pick<RecapItem, 'reading' | 'songs' | 'notes'> => item.corrected ?? item;

const pointOf = ({ valence, energy, word }: Mood) => ({ valence, energy, word });

/** The recap as its owner sees it, without the songs to avoid, everything found so far included. */
export async function recapView(
  item: RecapItem,
  sign: Sign,
  avoided: (song: Song) => boolean = () => false,
): Promise<RecapView> {
  const { narration, image } = item;
  const { reading, songs, notes } = found(item);
  return {
    recapId: item.recapId,
    status: item.status,
    stage: item.stage,
    progress: progressOf(item),
    createdAt: item.createdAt,
    caption: item.caption,
    image: image ? await signedImage(image, sign) : null,
    video: item.taken ?? null,
    curve: item.curve ?? null,
    labels: item.labels ?? null,
    properties: item.properties ?? null,
    mood: reading?.mood ?? null,
    correctedFrom: item.corrected && item.reading ? pointOf(item.reading.mood) : null,
    target: reading?.target ?? null,
    story: item.story ?? null,
    songs: songs?.filter((song) => !avoided(song)) ?? null,
    songsFinal: item.songsFinal ?? false,
    notes: [...partNote(item), ...(notes ?? []), ...(item.storyNotes ?? [])],
    narration: narration
      ? {
          url: await sign(narration.key),
          script: narration.script,
          voice: narration.voice,
          quality: narration.quality,
          durationSeconds: narration.durationSeconds,
          words: narration.words,
        }
      : null,
    stages: Object.entries(item.timings)
      .filter(([name]) => name in STEPS)
      .sort(([, a], [, b]) => a.startedAt - b.startedAt)
      .map(([name, { ms }]) => ({ name, ms })),
    error: item.error ?? null,
  };
}

async function signedImage({ key, smallKey = key, width, height }: ImageRef, sign: Sign) {
  const [url, smallUrl] = await Promise.all([sign(key), sign(smallKey)]);
  return { url, smallUrl, width, height };
}

function partNote({ taken }: RecapItem): string[] {
  const sentence = taken ? partSentence(taken) : null;
  return sentence === null ? [] : [sentence];
}

/** One line of the list. */
export async function recapSummary(item: RecapItem, sign: Sign): Promise<RecapPage['recaps'][number]> {
  const { reading, songs } = found(item);
  const top = songs?.[0];
  return {
    recapId: item.recapId,
    status: item.status,
    createdAt: item.createdAt,
    caption: item.caption,
    title: item.story?.title ?? null,
    mood: reading?.mood.word ?? null,
    topSong: top ? { title: top.title, artist: top.artist } : null,
    imageUrl: item.image ? await sign(item.image.smallKey ?? item.image.key) : null,
  };
}
