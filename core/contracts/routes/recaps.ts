/** Recaps: begin, list, read, retry, delete. */
import { createRecapSchema, listQuerySchema, recapPathSchema } from '../recaps.ts';
import type { Routes } from '../route.ts';

export const RECAP_ROUTES = {
  'POST /recaps': {
    resource: 'recaps',
    summary: 'Begin a recap: get a presigned upload, or name a photo by its address',
    body: createRecapSchema,
    success: { status: 201, description: 'The recap was created' },
    failures: [400, 401, 403, 422, 502],
  },
  'GET /recaps': {
    resource: 'recaps',
    summary: 'Your recaps, newest first',
    query: listQuerySchema,
    success: { status: 200, description: 'One page' },
    failures: [400, 401],
  },
  'GET /recaps/{id}': {
    resource: 'recaps',
    summary: 'A recap: its stage and what was found so far, then the result',
    path: recapPathSchema,
    success: { status: 200, description: 'The recap' },
    failures: [401, 404],
  },
  'POST /recaps/{id}/retry': {
    resource: 'recaps',
    summary: 'Try a failed recap once more, with the photo that was kept for that',
    path: recapPathSchema,
    success: { status: 202, description: 'It runs again' },
    failures: [401, 404, 409],
  },
  'DELETE /recaps/{id}': {
    resource: 'recaps',
    summary: 'Delete a recap with its photo, derivatives and narration',
    path: recapPathSchema,
    success: { status: 204, description: 'Nothing of it is left' },
    failures: [401, 404],
  },
} as const satisfies Routes;
