import { describe, expect, test } from 'vitest';
import { type CatalogueMap, decodeMap } from '../../../core/contracts/map-file.ts';
import { trackIds } from '../../../core/contracts/names.ts';
import { namedSongsSchema } from '../../../core/contracts/songs.ts';
import { request, sendTo } from '../requests.ts';
import type { Target } from '../target.ts';
import type { People } from './support.ts';

/** The map of the catalogue, and the songs of its points. */
export function describeAtlas(target: Target, people: People): void {
  describe('GET /atlas', () => {
    const atlas = (as?: string) =>
      sendTo(target, { method: 'GET', path: '/atlas', headers: as ? { authorization: `Bearer ${as}` } : {} });
    const named = (ids: string) => request(target, 'GET', `/atlas/songs?ids=${ids}`, { token: people.token });
    let map: CatalogueMap;

    test('is a file of every song of the catalogue, which a browser may keep', async () => {
      const reply = await atlas(people.token);
      expect(reply.status).toBe(200);
      expect(reply.headers.get('content-type')).toBe('application/octet-stream');
      expect(reply.headers.get('cache-control')).toMatch(/^private, max-age=\d+$/);
      const bytes = new Uint8Array(await reply.arrayBuffer());
      expect(bytes.length).toBeLessThan(1.5e6);
      map = decodeMap(bytes);
      expect(map.ordinals.length).toBe(map.songs);
      expect(map.songs).toBeGreaterThan(1000);
      expect(map.regions.length).toBeGreaterThan(4);
    });

    test('is for people who are signed in', async () => {
      expect((await atlas()).status).toBe(401);
      expect((await request(target, 'GET', '/atlas/songs?ids=s0')).status).toBe(401);
    });

    test('names the songs of its points in the order asked, leaving out unknown ones', async () => {
      const ids = [map.ordinals[5]!, map.ordinals[0]!].map(trackIds.fromOrdinal);
      const reply = await named([ids[0], 'szzzzzzz', ids[1]].join(','));
      expect(reply.status).toBe(200);
      expect(namedSongsSchema.parse(reply.body).songs.map(({ trackId }) => trackId)).toEqual(ids);
    });

    test.each(['', 'x1', 's1,,s2', Array(21).fill('s1').join(',')])('refuses %s as ids', async (ids) => {
      const reply = await named(ids);
      expect(reply.status).toBe(400);
      expect(reply.body).toMatchObject({ error: { code: 'InvalidRequest', fields: ['ids'] } });
    });
  });
}
