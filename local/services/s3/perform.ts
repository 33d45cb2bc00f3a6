/** From an understood call to its answer: who asks, whether they may, then the operation itself. */
import { authenticate } from './authenticate.ts';
import { authorise } from './authorise.ts';
import type { S3Call, S3Reply, SignedCall } from './call.ts';
import { S3Error } from './errors.ts';
import { formBoundary } from './form.ts';
import { copySource } from './objects.ts';
import { postObject } from './post.ts';
import { operationOf } from './routes.ts';

/** Throws an S3Error for whatever keeps the call from being answered. */
export async function perform(call: S3Call): Promise<S3Reply> {
  const boundary = call.method === 'POST' && call.key === '' ? formBoundary(call.headers['content-type']) : null;
  if (boundary !== null) return postObject(call, boundary);
  const signed: SignedCall = { ...call, signed: authenticate(call) };
  const { name, run } = operationOf(call);
  // A list of keys to delete is asked about key by key, once it is read.
  if (name !== 'DeleteObjects') authorise(signed, name);
  const read = name === 'CopyObject' ? copySource(call) : { bucket: call.bucket, key: call.key };
  if (name === 'CopyObject') authorise(signed, 'GetObject', read);
  try {
    return await run(signed);
  } catch (error) {
    // Whether an object exists is told only to those who may list the bucket.
    if (error instanceof S3Error && error.code === 'NoSuchKey') {
      authorise(signed, 'HeadBucket', { bucket: read.bucket, key: '' });
    }
    throw error;
  }
}
