/** Apple's iTunes Search API, keyless: songs by words or by id, with the address of a preview and a cover. */
import * as z from 'zod/mini';
import { AppError } from '../../../core/errors.ts';
import { getJson } from './get-json.ts';

/** A song as found. Its preview may be streamed, beside a link to its page. */
export type ItunesSong = {
  id: string;
  title: string;
  artist: string;
  album: string | undefined;
  durationSeconds: number;
  previewUrl: string;
  coverUrl: string | null;
  pageUrl: string;
};

const songSchema = z.object({
  trackId: z.number(),
  trackName: z.string(),
  artistName: z.string(),
  collectionName: z.optional(z.string()),
  trackTimeMillis: z.number(),
  previewUrl: z.url(),
  trackViewUrl: z.url(),
  artworkUrl100: z.optional(z.url()),
});
const replySchema = z.object({ results: z.array(z.unknown()) });

const SEARCH_LIMIT = 25;

/** Songs of this title and artist in a country's store. Throws like `getJson`; `Throttled` where it was asked too often. */
export async function searchItunes(
  baseUrl: string,
  { title, artist }: { title: string; artist: string },
  country: string,
): Promise<ItunesSong[]> {
  const query = new URLSearchParams({
    term: `${artist} ${title}`,
    country,
    media: 'music',
    entity: 'song',
    limit: String(SEARCH_LIMIT),
  });
  return songsOf(await ask(`${baseUrl}/search?${query}`));
}

/** The song of this id; null where the country's store has it no longer. */
export async function lookUpItunes(baseUrl: string, id: string, country: string): Promise<ItunesSong | null> {
  const query = new URLSearchParams({ id, country, entity: 'song' });
  return songsOf(await ask(`${baseUrl}/lookup?${query}`)).find((song) => song.id === id) ?? null;
}

/** Its way of saying that it was asked too often is 403 without a word. */
async function ask(url: string): Promise<unknown> {
  try {
    return await getJson(url);
  } catch (error) {
    if (error instanceof AppError && error.name === 'ServiceRefused' && error.cause === 403) {
      throw new AppError('Throttled', 503, 'The music service was asked too often.', { cause: error });
    }
    throw error;
  }
}

/** What is no song with a preview, such as an album among the results, is left out. */
function songsOf(reply: unknown): ItunesSong[] {
  const { results } = replySchema.parse(reply);
  return results.flatMap((result) => {
    const { success, data } = songSchema.safeParse(result);
    if (!success) return [];
    return {
      id: String(data.trackId),
      title: data.trackName,
      artist: data.artistName,
      album: data.collectionName,
      durationSeconds: data.trackTimeMillis / 1000,
      previewUrl: data.previewUrl,
      // The same picture in another size, as the size stands in its name.
      coverUrl: data.artworkUrl100?.replace(/100x100bb(?=\.\w+$)/, '300x300bb') ?? null,
      pageUrl: data.trackViewUrl,
    };
  });
}
