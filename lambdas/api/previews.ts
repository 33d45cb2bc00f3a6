/** Previews of songs, found when somebody is about to see or hear one. */

import { PREVIEW_ROUTES } from '../../core/contracts/routes/previews.ts';
import { apiHandler } from '../shared/http.ts';
import { findPreview } from '../shared/previews.ts';
import { theTrack } from '../shared/the-track.ts';

export const handler = apiHandler(PREVIEW_ROUTES, {
  'GET /tracks/{id}/preview': async ({ path, query }) =>
    findPreview({ track: await theTrack(path.id), country: query.country, urgent: query.for === 'play' }),
});
