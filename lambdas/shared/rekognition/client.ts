import { RekognitionClient } from '@aws-sdk/client-rekognition';
import { requireEnv } from '../env.ts';

const client = new RekognitionClient({});

export const rekognition = () => client;

/** An object of the media bucket in Rekognition's form. */
export const rekognitionImage = (key: string) => ({ S3Object: { Bucket: requireEnv('mediaBucket'), Name: key } });
