import { AppError } from '../../core/errors.ts';
import { requireEnv } from './env.ts';

/**
 * Refuses what another site's page may have sent with the visitor's cookie. The cookie is SameSite=Strict already, but sites
 * of one domain, and ports of one machine, count as the same site. A form cannot send JSON, and a script of another origin
 * that does is asked first and refused by the gateway; a browser names the origin of every POST.
 */
export function requireOwnPage(headers: Readonly<Record<string, string | undefined>>): void {
  const { origin } = headers;
  const allowed = origin === undefined || requireEnv('webOrigins').split(',').includes(origin);
  if (!allowed) throw new AppError('ForeignPage', 403, 'Another site may not do this.');
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) {
    throw new AppError('InvalidRequest', 400, 'The request has to be JSON: set content-type to application/json.');
  }
}
