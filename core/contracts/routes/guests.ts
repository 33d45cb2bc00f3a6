/** Guests. */
import { nothingSchema } from '../accounts.ts';
import type { Routes } from '../route.ts';

export const GUEST_ROUTES = {
  'POST /guests': {
    resource: 'guests',
    access: 'anyone',
    summary: 'Become a guest: three recaps within 24 hours, without an account',
    body: nothingSchema,
    success: { status: 201, description: 'A session, its refresh token in a cookie' },
    failures: [400, 403, 429],
  },
} as const satisfies Routes;
