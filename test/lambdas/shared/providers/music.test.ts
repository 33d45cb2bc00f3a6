import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { expiryOf, lookUpDeezer, searchDeezer } from '../../../../lambdas/shared/providers/deezer.ts';
import { lookUpItunes, searchItunes } from '../../../../lambdas/shared/providers/itunes.ts';

let close: (() => void) | undefined;
afterEach(() => close?.());

/** The address of a server that answers each request in the same way, and the paths it was asked for. */
async function serve(answer: RequestListener): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => server.close();
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}
const json = (body: unknown): RequestListener => {
  return (_request, response) => response.end(JSON.stringify(body));
};

const song = { title: 'Harbour "Lights"', artist: 'The Harbours & Co' };

/**
 * Fields as the iTunes Search API documents them ("iTunes Search API", Apple's performance partners' site), with values of
 * our own, and one more field than is documented.
 */
const ITUNES_SONG = {
  wrapperType: 'track',
  kind: 'song',
  artistId: 1,
  collectionId: 2,
  trackId: 3,
  artistName: 'The Harbours',
  collectionName: 'Lights',
  trackName: 'Harbour Lights',
  artistViewUrl: 'https://music.apple.com/us/artist/1',
  trackViewUrl: 'https://music.apple.com/us/album/2?i=3',
  previewUrl: 'https://audio-ssl.itunes.apple.com/itunes-assets/a/mzaf_1.plus.aac.p.m4a',
  artworkUrl100: 'https://is1-ssl.mzstatic.com/image/thumb/Music/a.jpg/100x100bb.jpg',
  trackTimeMillis: 200_420,
  trackExplicitness: 'notExplicit',
  country: 'USA',
  primaryGenreName: 'Pop',
  isStreamable: true,
  somethingNew: { nested: true },
};

describe('iTunes', () => {
  test('songs are decoded, whatever else comes with them; what is no song with a preview is left out', async () => {
    const { url, asked } = await serve(
      json({
        resultCount: 3,
        results: [ITUNES_SONG, { wrapperType: 'collection' }, { ...ITUNES_SONG, previewUrl: undefined }],
      }),
    );
    expect(await searchItunes(url, song, 'DE')).toEqual([
      {
        id: '3',
        title: 'Harbour Lights',
        artist: 'The Harbours',
        album: 'Lights',
        durationSeconds: 200.42,
        previewUrl: ITUNES_SONG.previewUrl,
        coverUrl: 'https://is1-ssl.mzstatic.com/image/thumb/Music/a.jpg/300x300bb.jpg',
        pageUrl: ITUNES_SONG.trackViewUrl,
      },
    ]);
    const query = new URL(asked[0]!, url).searchParams;
    expect(Object.fromEntries(query)).toEqual({
      term: 'The Harbours & Co Harbour "Lights"',
      country: 'DE',
      media: 'music',
      entity: 'song',
      limit: '25',
    });
  });

  test('one is looked up by its id', async () => {
    const { url, asked } = await serve(json({ resultCount: 1, results: [ITUNES_SONG] }));
    expect((await lookUpItunes(url, '3', 'US'))?.title).toBe('Harbour Lights');
    expect(await lookUpItunes(url, '4', 'US')).toBeNull();
    expect(asked[0]).toBe('/lookup?id=3&country=US&entity=song');
  });

  test.each([
    [403, 'Throttled'],
    [503, 'ServiceRefused'],
  ])('status %i with an empty body is %s', async (status, name) => {
    const { url } = await serve((_request, response) => response.writeHead(status).end());
    await expect(searchItunes(url, song, 'US')).rejects.toMatchObject({ name });
  });

  test('no JSON, a redirect and nobody are all nobody', async () => {
    const { url } = await serve((_request, response) => response.end('<html>'));
    await expect(searchItunes(url, song, 'US')).rejects.toMatchObject({ name: 'ServiceAway' });
    close?.();
    const moved = await serve((_request, response) => response.writeHead(302, { location: url }).end());
    await expect(searchItunes(moved.url, song, 'US')).rejects.toMatchObject({ name: 'ServiceAway' });
    close?.();
    await expect(searchItunes('http://127.0.0.1:1', song, 'US')).rejects.toMatchObject({ name: 'ServiceAway' });
  });
});

/** Fields as Deezer's API documents its track object (developers.deezer.com/api/track), with values of our own. */
const DEEZER_SONG = {
  id: 5,
  readable: true,
  title: 'Harbour Lights',
  title_short: 'Harbour Lights',
  link: 'https://www.deezer.com/track/5',
  duration: 200,
  rank: 1,
  explicit_lyrics: false,
  preview: 'https://cdnt-preview.dzcdn.net/api/1/1/a.mp3?hdnea=exp=1795690000~acl=/api/*~data=user_id=0~hmac=ab',
  artist: { id: 6, name: 'The Harbours', type: 'artist' },
  album: { id: 7, title: 'Lights', cover_medium: 'https://cdn-images.dzcdn.net/images/cover/a/250x250.jpg' },
  type: 'track',
  something_new: 1,
};

describe('Deezer', () => {
  test('songs are decoded, with the second at which the preview’s address ends', async () => {
    const { url, asked } = await serve(json({ data: [DEEZER_SONG, { ...DEEZER_SONG, preview: '' }], total: 2 }));
    expect(await searchDeezer(url, song)).toEqual([
      {
        id: '5',
        title: 'Harbour Lights',
        artist: 'The Harbours',
        album: 'Lights',
        durationSeconds: 200,
        previewUrl: DEEZER_SONG.preview,
        expiresAt: 1_795_690_000_000,
        coverUrl: DEEZER_SONG.album.cover_medium,
        pageUrl: DEEZER_SONG.link,
      },
    ]);
    expect(new URL(asked[0]!, url).searchParams.get('q')).toBe('artist:"The Harbours & Co" track:"Harbour  Lights "');
  });

  test('one is looked up by its id, and may be gone', async () => {
    const { url, asked } = await serve(json(DEEZER_SONG));
    expect((await lookUpDeezer(url, '5'))?.id).toBe('5');
    expect(asked).toEqual(['/track/5']);
    close?.();
    const gone = await serve(json({ error: { type: 'DataException', message: 'no data', code: 800 } }));
    expect(await lookUpDeezer(gone.url, '5')).toBeNull();
  });

  test.each([
    [4, 'Throttled'],
    [700, 'ServiceRefused'],
  ])('error %i, which comes with status 200, is %s', async (code, name) => {
    const { url } = await serve(json({ error: { type: 'Exception', message: 'no', code } }));
    await expect(searchDeezer(url, song)).rejects.toMatchObject({ name });
  });

  test.each([
    ['https://a.net/a.mp3?hdnea=exp%3D1795690000~hmac=a', 1_795_690_000_000],
    ['https://a.net/a.mp3?exp=1795690000', 1_795_690_000_000],
    ['https://a.net/a.mp3?experiment=1795690000', null],
    ['https://a.net/a.mp3', null],
  ])('%s ends at %s', (url, end) => {
    expect(expiryOf(url)).toBe(end);
  });
});
