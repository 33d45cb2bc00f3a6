/** Reading a whole request body under a size cap. */
import type { IncomingMessage } from 'node:http';
import { AppError } from '../../../core/errors.ts';

/**
 * Collects the body. Throws `RequestEntityTooLargeException` (413) as soon as it passes `maxBytes`; what is left of it is
 * drained, so that the client is able to read the answer.
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length;
    if (size > maxBytes) {
      request.resume();
      throw new AppError(
        'RequestEntityTooLargeException',
        413,
        `The request is larger than the ${maxBytes} bytes this service accepts.`,
      );
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
