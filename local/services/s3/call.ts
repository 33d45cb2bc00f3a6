/** What an S3 operation is given and what it answers. */
import type { FileHandle } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { VerifiedSignature } from '../wire/sigv4.ts';
import type { CorsRule } from './cors.ts';
import type { BucketStore } from './store.ts';
import type { UploadStore } from './uploads.ts';

export interface BucketConfig {
  readonly name: string;
  readonly corsRules?: readonly CorsRule[];
  /** Whether completed writes are reported, as EventBridge notifications are switched on in a bucket. */
  readonly eventBridge: boolean;
  /** Accepted; objects are stored without versions. */
  readonly versioned?: boolean;
}

/** A completed write: the facts of EventBridge's "Object Created". */
export interface ObjectCreated {
  readonly bucket: string;
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  readonly reason: 'PutObject' | 'PostObject' | 'CopyObject' | 'CompleteMultipartUpload';
}

/** What a call comes down to for whoever decides about rights. */
export type S3Operation =
  | 'AbortMultipartUpload'
  | 'CompleteMultipartUpload'
  | 'CopyObject'
  | 'CreateMultipartUpload'
  | 'DeleteObject'
  | 'GetObject'
  | 'HeadBucket'
  | 'HeadObject'
  | 'ListObjectsV2'
  | 'PostObject'
  | 'PutObject'
  | 'UploadPart';

/** One use of a bucket or object by whoever signed it, be it now or earlier for a presigned address. */
export interface S3Access {
  readonly operation: S3Operation;
  readonly accessKeyId: string;
  /** What came along as `x-amz-security-token`. */
  readonly sessionToken: string | undefined;
  readonly bucket: string;
  /** Empty for the bucket itself. */
  readonly key: string;
  readonly query: URLSearchParams;
}

export interface Bucket {
  readonly config: BucketConfig;
  readonly store: BucketStore;
  readonly uploads: UploadStore;
}

/** What all operations share. */
export interface S3Context {
  readonly buckets: ReadonlyMap<string, Bucket>;
  readonly region: string;
  readonly maxObjectBytes: number;
  readonly secretFor: (accessKeyId: string) => string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Throws an S3Error where the signer may not. */
  readonly authorise: (access: S3Access) => void;
  readonly onError: (error: unknown, where: string) => void;
  /** Reports a completed write where the bucket's notifications are on; never fails. */
  readonly created: (bucket: Bucket, event: Omit<ObjectCreated, 'bucket'>) => void;
}

/** A request whose address is understood; not yet authenticated. */
export interface S3Call {
  readonly context: S3Context;
  readonly request: IncomingMessage;
  readonly method: string;
  /** As sent. */
  readonly path: string;
  /** As sent. */
  readonly rawQuery: string;
  readonly query: URLSearchParams;
  /** Names in lower case; of a presigned request also the `x-amz-` fields of its query. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bucket: Bucket;
  /** Decoded; empty for the bucket itself. */
  readonly key: string;
}

/** A call whose signature fits. */
export interface SignedCall extends S3Call {
  readonly signed: VerifiedSignature;
}

/** Part of an open file; whoever sends it closes the handle. */
export interface FileSlice {
  readonly handle: FileHandle;
  readonly start: number;
  readonly length: number;
}

export interface S3Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | FileSlice;
}
