/** Deezer's API, keyless: songs by words or by id. A preview's address is signed and soon stops working. */
import * as z from 'zod/mini';
import { AppError } from '../../../core/errors.ts';
import { getJson } from './get-json.ts';

export type DeezerSong = {
  id: string;
  title: string;
  artist: string;
  album: string | undefined;
  durationSeconds: number;
  previewUrl: string;
  /** Milliseconds since the epoch; null where the address does not tell. */
  expiresAt: number | null;
  coverUrl: string | null;
  pageUrl: string;
};

const songSchema = z.object({
  id: z.number(),
  title: z.string(),
  duration: z.number(),
  link: z.url(),
  preview: z.url(),
  artist: z.object({ name: z.string() }),
  album: z.optional(z.object({ title: z.optional(z.string()), cover_medium: z.optional(z.nullable(z.url())) })),
});
const errorSchema = z.object({ error: z.object({ code: z.optional(z.number()) }) });
const listSchema = z.object({ data: z.array(z.unknown()) });

/** Codes of its errors, which come with status 200. */
const QUOTA = 4;
const NO_DATA = 800;
const SEARCH_LIMIT = 25;

/** Songs of this title and artist. Throws like `getJson`; `Throttled` where its quota is used up. */
export async function searchDeezer(
  baseUrl: string,
  { title, artist }: { title: string; artist: string },
): Promise<DeezerSong[]> {
  // Quotes would end the phrase.
  const phrase = (text: string) => `"${text.replaceAll('"', ' ')}"`;
  const query = new URLSearchParams({
    q: `artist:${phrase(artist)} track:${phrase(title)}`,
    limit: String(SEARCH_LIMIT),
  });
  const reply = await ask(`${baseUrl}/search?${query}`);
  return listSchema.parse(reply).data.flatMap((one) => songOf(one) ?? []);
}

/** The song of this id with a fresh address of its preview; null where it is gone or has none. */
export async function lookUpDeezer(baseUrl: string, id: string): Promise<DeezerSong | null> {
  const reply = await ask(`${baseUrl}/track/${encodeURIComponent(id)}`);
  return reply === null ? null : songOf(reply);
}

/** The reply; null where there is no such thing. */
async function ask(url: string): Promise<unknown> {
  const reply = await getJson(url);
  const { success, data } = errorSchema.safeParse(reply);
  if (!success) return reply;
  if (data.error.code === NO_DATA) return null;
  if (data.error.code === QUOTA) throw new AppError('Throttled', 503, 'The music service was asked too often.');
  throw new AppError('ServiceRefused', 502, 'The music service refused the question.', { cause: data.error.code });
}

function songOf(reply: unknown): DeezerSong | null {
  const { success, data } = songSchema.safeParse(reply);
  if (!success) return null;
  return {
    id: String(data.id),
    title: data.title,
    artist: data.artist.name,
    album: data.album?.title,
    durationSeconds: data.duration,
    previewUrl: data.preview,
    expiresAt: expiryOf(data.preview),
    coverUrl: data.album?.cover_medium ?? null,
    pageUrl: data.link,
  };
}

/** Akamai's token in the address names the second at which it ends. */
export function expiryOf(url: string): number | null {
  const seconds = /[?&~=]exp=(\d{9,11})\b/.exec(decodeURIComponent(url))?.[1];
  return seconds === undefined ? null : Number(seconds) * 1000;
}
