/**
 * What S3 does by itself, by the bucket's rules in the template: forgetting objects and unfinished multipart uploads. And
 * what makes its announcements arrive at least once: telling again, after a start, about objects that are there.
 */
import { join } from 'node:path';
import { DeleteObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { bucketConfigs } from './hosting/buckets.ts';
import { ofType, read } from './hosting/properties.ts';
import { UploadStore } from './services/s3/uploads.ts';
import type { ObjectCreated } from './services/s3.ts';
import type { Assembly } from './template.ts';

export type LifecycleOptions = {
  assembly: Assembly;
  /** Where the buckets lie on disk. */
  folder: string;
  /** With rights to everything. */
  s3: S3Client;
};

export type Lifecycle = {
  /** Does what is due at `now` (milliseconds since the epoch). Gives how many objects and uploads were forgotten. */
  sweep: (now: number) => Promise<number>;
  /** Tells about every object of the buckets that announce theirs. */
  announceAll: (announce: (object: ObjectCreated) => void) => Promise<void>;
};

// Strict: a rule that is not kept here must not pass for one that is.
const ruleShape = z.strictObject({
  Id: z.string().optional(),
  Status: z.enum(['Enabled', 'Disabled']),
  Prefix: z.string().default(''),
  ExpirationInDays: z.number().int().positive().optional(),
  AbortIncompleteMultipartUpload: z.strictObject({ DaysAfterInitiation: z.number().int().positive() }).optional(),
});
const bucketShape = z.object({
  LifecycleConfiguration: z.object({ Rules: z.array(ruleShape) }).default({ Rules: [] }),
});
type Rule = z.output<typeof ruleShape>;

const DAY_MS = 24 * 3600 * 1000;

/** @throws AppError UnsupportedTemplate naming the bucket and what of its rules is not known. */
export function createLifecycle({ assembly, folder, s3 }: LifecycleOptions): Lifecycle {
  const buckets = ofType(assembly, 'AWS::S3::Bucket').map((resource) => ({
    name: resource.physicalId,
    rules: read(resource, bucketShape).LifecycleConfiguration.Rules.filter(({ Status }) => Status === 'Enabled'),
  }));
  const announcing = bucketConfigs(assembly).filter(({ eventBridge }) => eventBridge);
  return {
    async sweep(now) {
      let forgotten = 0;
      for (const { name, rules } of buckets) {
        for (const rule of rules) forgotten += await apply(name, rule, now);
      }
      return forgotten;
    },
    async announceAll(announce) {
      for (const { name } of announcing) {
        for await (const { key, size, etag } of objectsOf(s3, name, '')) {
          announce({ bucket: name, key, size, etag, reason: 'PutObject' });
        }
      }
    },
  };

  async function apply(bucket: string, rule: Rule, now: number): Promise<number> {
    const { Prefix, ExpirationInDays: days, AbortIncompleteMultipartUpload: abort } = rule;
    let forgotten = 0;
    if (days !== undefined) {
      for await (const { key, lastModified } of objectsOf(s3, bucket, Prefix)) {
        if (expiryOf(lastModified, days) > now) continue;
        await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
        forgotten += 1;
      }
    }
    if (abort) {
      const uploads = new UploadStore(join(folder, bucket));
      forgotten += await uploads.removeBegunBefore(now - abort.DaysAfterInitiation * DAY_MS, Prefix);
    }
    return forgotten;
  }
}

/** S3 counts whole days and rounds up to the next midnight UTC. */
export function expiryOf(lastModified: number, days: number): number {
  return Math.ceil((lastModified + days * DAY_MS) / DAY_MS) * DAY_MS;
}

type Listed = { key: string; size: number; etag: string; lastModified: number };

async function* objectsOf(s3: S3Client, bucket: string, prefix: string): AsyncGenerator<Listed> {
  let token: string | undefined;
  do {
    const page = await s3.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ...(token ? { ContinuationToken: token } : {}) }),
    );
    for (const { Key: key = '', Size: size = 0, ETag: etag = '', LastModified: modified } of page.Contents ?? []) {
      yield { key, size, etag: etag.replaceAll('"', ''), lastModified: modified?.getTime() ?? 0 };
    }
    token = page.NextContinuationToken;
  } while (token);
}
