/** A running local S3 with a client, in a folder of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { type BucketConfig, type ObjectCreated, openS3, type S3Options } from '../../../../local/services/s3.ts';
import { listen } from '../../../../local/services/wire/listen.ts';

export const credentials = { accessKeyId: 'LOCALKEY', secretAccessKey: 'local-secret' };

export const BUCKETS: readonly BucketConfig[] = [
  {
    name: 'media',
    eventBridge: true,
    corsRules: [
      {
        AllowedOrigins: ['http://127.0.0.1:3000'],
        AllowedMethods: ['GET', 'POST', 'PUT'],
        AllowedHeaders: ['content-*', 'x-amz-*'],
        ExposedHeaders: ['ETag'],
        MaxAge: 300,
      },
    ],
  },
  { name: 'silent', eventBridge: false, versioned: true },
];

export async function startS3(overrides: Partial<S3Options> = {}) {
  const folder = overrides.folder ?? (await mkdtemp(join(tmpdir(), 's3-')));
  const created: ObjectCreated[] = [];
  const failures: unknown[] = [];
  const handler = await openS3({
    buckets: BUCKETS,
    secretFor: (id) => (id === credentials.accessKeyId ? credentials.secretAccessKey : undefined),
    onObjectCreated: (event) => void created.push(event),
    onError: (error) => failures.push(error),
    ...overrides,
    folder,
  });
  const listener = await listen(handler, { port: 0 });
  const connect = (config: S3ClientConfig = {}) =>
    new S3Client({
      region: 'us-east-1',
      endpoint: listener.url,
      forcePathStyle: true,
      credentials,
      maxAttempts: 1,
      ...config,
    });
  return {
    folder,
    url: listener.url,
    created,
    failures,
    connect,
    client: connect(),
    async stop(options: { keepFolder?: boolean } = {}) {
      await listener.close();
      if (!options.keepFolder) await rm(folder, { recursive: true, force: true });
    },
  };
}

export type RunningS3 = Awaited<ReturnType<typeof startS3>>;
