/** One question to a public JSON API. */
import { AppError } from '../../../core/errors.ts';

const TIMEOUT_MS = 4_000;

/**
 * The decoded body of a GET.
 * @throws AppError `ServiceAway` (no answer in time, or none that is JSON) or `ServiceRefused`, whose cause is the status.
 */
export async function getJson(url: string): Promise<unknown> {
  let reply: Response;
  try {
    reply = await fetch(url, {
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (reply.ok) return await reply.json();
  } catch (cause) {
    throw new AppError('ServiceAway', 502, 'The service did not answer.', { cause });
  }
  await reply.body?.cancel();
  throw new AppError('ServiceRefused', 502, `The service answered with status ${reply.status}.`, {
    cause: reply.status,
  });
}
