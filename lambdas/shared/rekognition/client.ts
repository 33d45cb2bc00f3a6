import { RekognitionClient } from '@aws-sdk/client-rekognition';

let client: RekognitionClient | undefined;

/** The Rekognition client, made on first use. */
export function rekognition(): RekognitionClient {
  client ??= new RekognitionClient({});
  return client;
}
