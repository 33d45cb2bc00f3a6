/** How often something may be asked for from one address within an hour. Addresses are kept as hashes, for two hours. */
import { createHash } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import ipaddr from 'ipaddr.js';
import { peopleKeys } from '../../core/contracts/names.ts';
import { AppError } from '../../core/errors.ts';
import { documents } from './documents.ts';
import { requireEnv } from './env.ts';

const HOUR_SECONDS = 3600;
/** Many people reach the API through one address of the web host, which therefore may ask this much more often. */
const SHARED_BY = 25;

export type From = { sourceIp: string; forwardedFor: string | undefined };

/**
 * The visitor's address and, where the web host stands between, the host's. The gateway adds the address it saw to the end
 * of X-Forwarded-For; what stands before that is the host's word, or, where somebody calls the API directly, theirs: so
 * the address that was seen is counted too.
 */
export function addressesOf({ sourceIp, forwardedFor }: From): { visitor: string; host: string | null } {
  const named = (forwardedFor ?? '').split(',').map((part) => part.trim());
  const before = named.slice(0, -1).findLast(ipaddr.isValid);
  return before === undefined ? { visitor: sourceIp, host: null } : { visitor: before, host: sourceIp };
}

/** What is counted together: a household has one IPv4 address, or 2^64 of IPv6. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed.kind() === 'ipv6'
    ? parsed.toNormalizedString().split(':').slice(0, 4).join(':')
    : parsed.toNormalizedString();
}

/** Counts an attempt. Throws `TooManyAttempts` (429) where there were `perHour` from this address already. */
export async function countAttempt(what: string, from: From, perHour: number, now = Date.now()): Promise<void> {
  const { visitor, host } = addressesOf(from);
  const counts = await Promise.all([
    count(what, visitor, now).then((made) => made > perHour),
    host !== null && count(what, host, now).then((made) => made > perHour * SHARED_BY),
  ]);
  if (!counts.includes(true)) return;
  const minutes = 60 - Math.floor((now / 60_000) % 60);
  const when = minutes === 1 ? 'in a minute' : `in ${minutes} minutes`;
  throw new AppError('TooManyAttempts', 429, `Too many attempts came from your network. Please try again ${when}.`);
}

async function count(what: string, address: string, now: number): Promise<number> {
  const hour = Math.floor(now / (HOUR_SECONDS * 1000));
  const hash = createHash('sha256')
    .update(`${requireEnv('userPool')} ${networkOf(address)}`)
    .digest('base64url');
  const { Attributes } = await documents().send(
    new UpdateCommand({
      TableName: requireEnv('peopleTable'),
      Key: { pk: peopleKeys.attempts(what, hash.slice(0, 22), hour) },
      UpdateExpression: 'SET expiresAt = :end ADD attempts :one',
      ExpressionAttributeValues: { ':end': (hour + 2) * HOUR_SECONDS, ':one': 1 },
      ReturnValues: 'UPDATED_NEW',
    }),
  );
  return Number(Attributes?.attempts);
}
