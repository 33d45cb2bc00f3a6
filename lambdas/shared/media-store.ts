/** The media bucket: reading, writing, deleting, and signing what a browser may load or send. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { AppError, GENERIC_FAILURE } from '../../core/errors.ts';
import { requireEnv } from './env.ts';
import { s3 } from './s3.ts';

const bucket = () => requireEnv('mediaBucket');

/** The whole object. */
export async function readMedia(key: string): Promise<Uint8Array> {
  const { Body } = await s3().send(new GetObjectCommand({ Bucket: bucket(), Key: key }));
  if (!Body) return new Uint8Array();
  return Body.transformToByteArray();
}

/** The first bytes of an object, enough to tell what it is. */
export async function readBeginning(key: string): Promise<Uint8Array> {
  try {
    const { Body } = await s3().send(new GetObjectCommand({ Bucket: bucket(), Key: key, Range: 'bytes=0-63' }));
    return Body ? await Body.transformToByteArray() : new Uint8Array();
  } catch (error) {
    // Of an empty object there is no first byte.
    if (error instanceof Error && error.name === 'InvalidRange') return new Uint8Array();
    throw error;
  }
}

/** Writes the whole object to a file, piece by piece. */
export async function saveMediaTo(key: string, file: string): Promise<void> {
  const { Body } = await s3().send(new GetObjectCommand({ Bucket: bucket(), Key: key }));
  await pipeline((Body ?? Readable.from([])) as Readable, createWriteStream(file));
}

/** Whether there is an object of exactly this key. */
export async function isStored(key: string): Promise<boolean> {
  // A listing needs no right to read what it finds.
  const { Contents } = await s3().send(new ListObjectsV2Command({ Bucket: bucket(), Prefix: key, MaxKeys: 1 }));
  return Contents?.[0]?.Key === key;
}

export async function writeMedia(key: string, body: Uint8Array, contentType: string): Promise<void> {
  await s3().send(new PutObjectCommand({ Bucket: bucket(), Key: key, Body: body, ContentType: contentType }));
}

export async function deleteMedia(key: string): Promise<void> {
  await s3().send(new DeleteObjectCommand({ Bucket: bucket(), Key: key }));
}

/** Deletes everything whose key begins with `prefix`. Throws `MediaNotDeleted` (500) where S3 refused some of it. */
export async function deleteMediaUnder(prefix: string): Promise<void> {
  let token: string | undefined;
  do {
    const page = await s3().send(
      new ListObjectsV2Command({ Bucket: bucket(), Prefix: prefix, ...(token ? { ContinuationToken: token } : {}) }),
    );
    const keys = (page.Contents ?? []).flatMap(({ Key }) => (Key ? [{ Key }] : []));
    if (keys.length > 0) await deleteAll(keys);
    token = page.NextContinuationToken;
  } while (token);
}

async function deleteAll(keys: { Key: string }[]): Promise<void> {
  const { Errors } = await s3().send(
    new DeleteObjectsCommand({ Bucket: bucket(), Delete: { Objects: keys, Quiet: true } }),
  );
  // The call as a whole succeeds even where it deleted nothing.
  const [first] = Errors ?? [];
  if (first) {
    throw new AppError('MediaNotDeleted', 500, GENERIC_FAILURE, { cause: new Error(first.Code ?? 'Unknown') });
  }
}
