import type { S3Access, S3Operation } from '../../services/s3.ts';
import type { Need } from '../actions.ts';

/** The action that each operation needs; of the parts of a multipart upload, too, it is PutObject. */
const ACTIONS: Readonly<Record<S3Operation, string>> = {
  AbortMultipartUpload: 's3:AbortMultipartUpload',
  CompleteMultipartUpload: 's3:PutObject',
  CopyObject: 's3:PutObject',
  CreateMultipartUpload: 's3:PutObject',
  DeleteObject: 's3:DeleteObject',
  GetObject: 's3:GetObject',
  HeadBucket: 's3:ListBucket',
  HeadObject: 's3:GetObject',
  ListObjectsV2: 's3:ListBucket',
  PostObject: 's3:PutObject',
  PutObject: 's3:PutObject',
  UploadPart: 's3:PutObject',
};

/** Condition keys and the query parameters of a listing that they show. */
const LISTING_KEYS = { 's3:prefix': 'prefix', 's3:delimiter': 'delimiter', 's3:max-keys': 'max-keys' } as const;

/** The right that one use of S3 needs. The parts of a use (both sides of a copy, each key of a deletion) come singly. */
export function s3Need({ operation, bucket, key, query }: S3Access): Need {
  const action = ACTIONS[operation];
  const resource = `arn:aws:s3:::${bucket}`;
  if (key !== '') return { action, resource: `${resource}/${key}` };
  const context = Object.entries(LISTING_KEYS).flatMap(([conditionKey, parameter]) => {
    const value = operation === 'ListObjectsV2' ? query.get(parameter) : null;
    return value === null ? [] : [[conditionKey, value]];
  });
  return { action, resource, context: Object.fromEntries(context) };
}
