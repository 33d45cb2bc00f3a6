/** The shape of a preview: where half a minute of a song may be heard, and whose it is. */
import * as z from 'zod/mini';

export const PREVIEW_PROVIDERS = ['itunes', 'deezer'] as const;
export type PreviewProvider = (typeof PREVIEW_PROVIDERS)[number];

export const previewQuerySchema = z.strictObject({
  for: z
    ._default(z.enum(['play', 'view']), 'view')
    .check(z.describe('`play` where somebody is about to hear it, which goes before rows that only came on screen')),
  country: z
    ._default(z.string().check(z.regex(/^[A-Z]{2}$/, 'is no ISO 3166-1 code in capitals')), 'US')
    .check(z.describe('Whose store is asked')),
});

export const recordingSchema = z.strictObject({
  provider: z.enum(PREVIEW_PROVIDERS),
  previewUrl: z.url().check(z.describe('To be streamed, never kept')),
  coverUrl: z.nullable(z.url()),
  pageUrl: z.url().check(z.describe('The song at its provider; has to stand beside the preview')),
  expiresAt: z.nullable(z.iso.datetime()).check(z.describe('When the preview’s address stops working; null: not told')),
});

/** `found`; `none`: nobody has exactly this recording; `later`: asked too often just now; `away`: nobody answered. */
export const PREVIEW_STATES = ['found', 'none', 'later', 'away'] as const;

export const previewSchema = z.strictObject({
  state: z.enum(PREVIEW_STATES),
  recording: z.nullable(recordingSchema),
  retryAfterSeconds: z.nullable(z.int()).check(z.describe('When to ask again, for `later` and `away`')),
});
export type Preview = z.infer<typeof previewSchema>;
