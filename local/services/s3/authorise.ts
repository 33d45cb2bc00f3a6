/** Whether whoever signed a call may do what it asks for. */
import type { S3Call, S3Operation, SignedCall } from './call.ts';

/** Throws where the signer may not do this; by default to what the call addresses. */
export function authorise(
  call: SignedCall,
  operation: S3Operation,
  { bucket, key }: Pick<S3Call, 'bucket' | 'key'> = call,
): void {
  call.context.authorise({
    operation,
    accessKeyId: call.signed.accessKeyId,
    sessionToken: call.query.get('X-Amz-Security-Token') ?? call.headers['x-amz-security-token'],
    bucket: bucket.config.name,
    key,
    query: call.query,
  });
}
