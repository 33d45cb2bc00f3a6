/** The end of an account. */
import { deleteAccountSchema } from '../accounts.ts';
import type { Routes } from '../route.ts';

export const ACCOUNT_ROUTES = {
  'POST /auth/delete': {
    resource: 'account',
    access: 'anyone',
    summary: 'Delete the account, or the guest, with every recap',
    body: deleteAccountSchema,
    success: { status: 204, description: 'Nothing of it is left' },
    failures: [400, 401, 403, 422, 429],
  },
} as const satisfies Routes;
