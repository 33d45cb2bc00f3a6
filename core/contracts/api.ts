/**
 * The HTTP API: one entry a route, with the shapes of its parameters and body. The gateway, the OpenAPI file and the page's
 * client are all made from this table; a function takes its own part of it.
 */
import { ACCOUNT_ROUTES } from './routes/account.ts';
import { GUEST_ROUTES } from './routes/guests.ts';
import { PREVIEW_ROUTES } from './routes/previews.ts';
import { RECAP_ROUTES } from './routes/recaps.ts';
import { SESSION_ROUTES } from './routes/sessions.ts';
import { TASTE_ROUTES } from './routes/taste.ts';
import { TRACK_ROUTES } from './routes/tracks.ts';

/** Every route of the API. */
export const ROUTES = {
  ...RECAP_ROUTES,
  ...TRACK_ROUTES,
  ...PREVIEW_ROUTES,
  ...TASTE_ROUTES,
  ...GUEST_ROUTES,
  ...SESSION_ROUTES,
  ...ACCOUNT_ROUTES,
} as const;

export type RouteKey = keyof typeof ROUTES;
