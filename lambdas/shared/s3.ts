import { S3Client } from '@aws-sdk/client-s3';

// Path-style addresses, because a bucket's own host name exists on AWS alone; checksums only where S3 demands one.
const client = new S3Client({ forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED' });

export const s3 = () => client;
