/** Songs: other ones for a recap, single ones, what is like them, and the map. */
import { songFiltersSchema } from '../filters.ts';
import { moodPointSchema } from '../mood-point.ts';
import { recapPathSchema } from '../recaps.ts';
import type { Routes } from '../route.ts';
import { namedQuerySchema, searchQuerySchema, similarQuerySchema, trackPathSchema } from '../songs.ts';

export const TRACK_ROUTES = {
  'POST /recaps/{id}/songs': {
    resource: 'tracks',
    summary: 'Other songs for a recap, under filters; nothing else of it is made anew',
    path: recapPathSchema,
    body: songFiltersSchema,
    success: { status: 200, description: 'The list, nearest first' },
    failures: [400, 401, 404, 409],
  },
  'PUT /recaps/{id}/mood': {
    resource: 'tracks',
    summary: 'Set where the moment lies between dark and bright, calm and lively; its songs follow',
    path: recapPathSchema,
    body: moodPointSchema,
    success: { status: 200, description: 'The mood and the list that follows from it' },
    failures: [400, 401, 404, 409],
  },
  'DELETE /recaps/{id}/mood': {
    resource: 'tracks',
    summary: 'Go back to the mood as it was read, and to its songs',
    path: recapPathSchema,
    success: { status: 204, description: 'The mood is as it was read' },
    failures: [401, 404],
  },
  'GET /tracks': {
    resource: 'tracks',
    summary: 'Search the catalogue by title, artist, theme, mood and sound, in one box',
    query: searchQuerySchema,
    success: { status: 200, description: 'The songs, best first' },
    failures: [400, 401],
  },
  'GET /tracks/{id}': {
    resource: 'tracks',
    summary: 'A song of the catalogue',
    path: trackPathSchema,
    success: { status: 200, description: 'The song' },
    failures: [401, 404],
  },
  'GET /tracks/{id}/similar': {
    resource: 'tracks',
    summary: 'Songs that sound like a song, or are about the same',
    path: trackPathSchema,
    query: similarQuerySchema,
    success: { status: 200, description: 'The songs, nearest first' },
    failures: [400, 401, 404],
  },
  'GET /filters': {
    resource: 'tracks',
    summary:
      'What lists may be asked for: the genres and languages of the catalogue, and how much each filter can judge',
    success: { status: 200, description: 'What there is' },
    failures: [401],
  },
  'GET /atlas': {
    resource: 'tracks',
    summary: 'The map of the catalogue: every song as a point, near those that sound like it',
    success: {
      status: 200,
      description:
        'A compact file: "SGMP", length of the header (u32), header in JSON with the regions, then columns of anchors (36 f32 each), ordinals (u32; the id is "s" and the ordinal in base 36), x and y (u16), popularity (u8); all little-endian',
      bytes: 'application/octet-stream',
    },
    failures: [401, 404],
  },
  'GET /atlas/songs': {
    resource: 'tracks',
    summary: 'The songs of some points of the map',
    query: namedQuerySchema,
    success: { status: 200, description: 'The songs' },
    failures: [400, 401],
  },
} as const satisfies Routes;
