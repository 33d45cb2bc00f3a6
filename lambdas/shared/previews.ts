/**
 * Finds half a minute of a song to be streamed: at iTunes, then at Deezer. Which recording it is gets remembered; the
 * address of the preview is asked for each time, since it may be signed.
 */
import type { Track } from '../../core/catalogue/track.ts';
import type { Preview, PreviewProvider } from '../../core/contracts/previews.ts';
import { AppError } from '../../core/errors.ts';
import { chooseRecording, type Recording } from '../../core/previews/match.ts';
import { requireEnv } from './env.ts';
import { logger } from './logger.ts';
import { BUCKETS, closeBucket, type Known, readKnown, saveKnown, takeToken } from './preview-store.ts';
import { lookUpDeezer, searchDeezer } from './providers/deezer.ts';
import { lookUpItunes, searchItunes } from './providers/itunes.ts';

type Found = Recording & {
  id: string;
  previewUrl: string;
  coverUrl: string | null;
  pageUrl: string;
  expiresAt?: number | null;
};

type Provider = {
  search: (song: Recording, country: string) => Promise<Found[]>;
  lookUp: (id: string, country: string) => Promise<Found | null>;
};

const PROVIDERS: Readonly<Record<PreviewProvider, Provider>> = {
  itunes: {
    search: (song, country) => searchItunes(requireEnv('itunesBaseUrl'), song, country),
    lookUp: (id, country) => lookUpItunes(requireEnv('itunesBaseUrl'), id, country),
  },
  deezer: {
    search: (song) => searchDeezer(requireEnv('deezerBaseUrl'), song),
    lookUp: (id) => lookUpDeezer(requireEnv('deezerBaseUrl'), id),
  },
};

export type PreviewWish = { track: Track; country: string; urgent: boolean };

/** The preview, or why there is none now. Never throws for what a service does. */
export async function findPreview(wish: PreviewWish): Promise<Preview> {
  const { track, country } = wish;
  const known = await readKnown(track.trackId, country, Date.now());
  if (known?.provider === 'none') return { state: 'none', recording: null, retryAfterSeconds: null };
  if (known && known.id !== null) {
    const answer = await ask(known.provider as PreviewProvider, wish, ({ lookUp }) => lookUp(known.id!, country));
    if ('failure' in answer) return failed([answer]);
    if (answer.found) return foundAt(known.provider as PreviewProvider, answer.found);
    // The provider has it no longer: look for it as for a new one.
  }
  return search(wish);
}

async function search(wish: PreviewWish): Promise<Preview> {
  const { track, country } = wish;
  const failures: Failure[] = [];
  for (const name of ['itunes', 'deezer'] as const) {
    const answer = await ask(name, wish, async (provider) =>
      chooseRecording(track, await provider.search(track, country)),
    );
    if ('failure' in answer) failures.push(answer);
    else if (answer.found) {
      await saveKnown(track.trackId, country, { provider: name, id: answer.found.id }, Date.now());
      return foundAt(name, answer.found);
    }
  }
  if (failures.length > 0) return failed(failures);
  const nobody: Known = { provider: 'none', id: null };
  await saveKnown(track.trackId, country, nobody, Date.now());
  return { state: 'none', recording: null, retryAfterSeconds: null };
}

type Failure = { failure: 'later' | 'away'; waitMs: number };
type Answer = Failure | { found: Found | null };

/** How long a provider that did not answer is left alone by this function. */
const AWAY_MS = 20_000;
const awayUntil = new Map<PreviewProvider, number>();

/** Asks one provider, if the shared bucket lets it. */
async function ask(
  name: PreviewProvider,
  { urgent }: PreviewWish,
  question: (provider: Provider) => Promise<Found | null>,
): Promise<Answer> {
  const now = Date.now();
  const away = (awayUntil.get(name) ?? 0) - now;
  if (away > 0) return { failure: 'away', waitMs: away };
  const waitMs = await takeToken(name, now, urgent ? 0 : BUCKETS[name].reserve);
  if (waitMs > 0) return { failure: 'later', waitMs };
  try {
    return { found: await question(PROVIDERS[name]) };
  } catch (error) {
    const reason = error instanceof AppError ? error.code : 'UnknownReply';
    logger.warn('a music service gave no preview', { provider: name, reason });
    if (reason === 'Throttled') return { failure: 'later', waitMs: await closeBucket(name, Date.now()) };
    awayUntil.set(name, Date.now() + AWAY_MS);
    return { failure: 'away', waitMs: AWAY_MS };
  }
}

/** Waiting helps where one of them was only busy. */
function failed(failures: readonly Failure[]): Preview {
  const state = failures.some(({ failure }) => failure === 'later') ? 'later' : 'away';
  const waitMs = Math.min(...failures.map((one) => one.waitMs));
  return { state, recording: null, retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) };
}

function foundAt(provider: PreviewProvider, { previewUrl, coverUrl, pageUrl, expiresAt }: Found): Preview {
  return {
    state: 'found',
    recording: {
      provider,
      previewUrl,
      coverUrl,
      pageUrl,
      expiresAt: expiresAt ? new Date(expiresAt).toISOString() : null,
    },
    retryAfterSeconds: null,
  };
}
