/** Previews of songs. */
import { previewQuerySchema } from '../previews.ts';
import type { Routes } from '../route.ts';
import { trackPathSchema } from '../songs.ts';

export const PREVIEW_ROUTES = {
  'GET /tracks/{id}/preview': {
    resource: 'previews',
    summary: 'Where half a minute of a song can be streamed just now',
    path: trackPathSchema,
    query: previewQuerySchema,
    success: { status: 200, description: 'The preview, or why there is none' },
    failures: [400, 401, 404],
  },
} as const satisfies Routes;
