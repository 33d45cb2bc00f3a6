/**
 * AWS clients, each made on first use so that a function pays only for what it calls. Where they connect to is decided
 * by the environment alone (AWS_ENDPOINT_URL, AWS_REGION), as in any AWS program.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

export const documents = once(() =>
  DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } }),
);

/** Path-style addresses, because a bucket's own host name exists on AWS alone; checksums only where S3 demands one. */
export const s3 = once(() => new S3Client({ forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED' }));
