/** What a person says of songs. */

import type { Routes } from '../route.ts';
import { banPathSchema, tastePathSchema } from '../taste.ts';

export const TASTE_ROUTES = {
  'GET /me/likes': {
    resource: 'taste',
    summary: 'The songs you like',
    success: { status: 200, description: 'All of them' },
    failures: [401],
  },
  'PUT /me/likes/{trackId}': {
    resource: 'taste',
    access: 'member',
    summary: 'Like a song; it is hidden no longer. Twice is the same as once',
    path: tastePathSchema,
    success: { status: 204, description: 'You like it' },
    failures: [401, 403, 404, 409],
  },
  'DELETE /me/likes/{trackId}': {
    resource: 'taste',
    summary: 'Take a like back',
    path: tastePathSchema,
    success: { status: 204, description: 'You do not like it, or never did' },
    failures: [401, 404],
  },
  'GET /me/hides': {
    resource: 'taste',
    summary: 'The songs that lists leave out for you',
    success: { status: 200, description: 'All of them' },
    failures: [401],
  },
  'PUT /me/hides/{trackId}': {
    resource: 'taste',
    summary: 'Leave a song out of every list from now on; a like of it is taken back. Twice is the same as once',
    path: tastePathSchema,
    success: { status: 204, description: 'It is hidden' },
    failures: [401, 404, 409],
  },
  'DELETE /me/hides/{trackId}': {
    resource: 'taste',
    summary: 'Let a hidden song be listed again',
    path: tastePathSchema,
    success: { status: 204, description: 'It is not hidden' },
    failures: [401, 404],
  },
  'GET /me/bans': {
    resource: 'taste',
    summary: 'The artists that lists leave out for you',
    success: { status: 200, description: 'All of them' },
    failures: [401],
  },
  'PUT /me/bans/{artist+}': {
    resource: 'taste',
    summary: 'Leave an artist out of every list from now on. Twice is the same as once',
    path: banPathSchema,
    success: { status: 204, description: 'The artist is banned' },
    failures: [401, 404, 409],
  },
  'DELETE /me/bans/{artist+}': {
    resource: 'taste',
    summary: 'Let an artist be listed again',
    path: banPathSchema,
    success: { status: 204, description: 'The artist is not banned' },
    failures: [401, 404],
  },
} as const satisfies Routes;
