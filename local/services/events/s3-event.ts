import { randomBytes } from 'node:crypto';
import type { EventInput } from '../events.ts';
import type { ObjectCreated } from '../s3/call.ts';

let writes = 0;

/** The event S3 sends to EventBridge for a new object. `requester` is the account id of the caller. */
export function objectCreatedEvent(object: ObjectCreated, requester: string): EventInput {
  const { bucket, key, size, etag, reason } = object;
  return {
    source: 'aws.s3',
    'detail-type': 'Object Created',
    resources: [`arn:aws:s3:::${bucket}`],
    detail: {
      version: '0',
      bucket: { name: bucket },
      object: { key, size, etag, sequencer: nextSequencer() },
      'request-id': randomBytes(8).toString('hex').toUpperCase(),
      requester,
      'source-ip-address': '127.0.0.1',
      // The one reason that EventBridge does not spell like the operation.
      reason: reason === 'PostObject' ? 'POST Object' : reason,
    },
  };
}

/** Hexadecimal, of one length, growing with every write. */
function nextSequencer(): string {
  writes = (writes + 1) % 0x10000;
  return (BigInt(Date.now()) * 0x10000n + BigInt(writes)).toString(16).toUpperCase().padStart(18, '0');
}
