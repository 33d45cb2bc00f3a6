/**
 * Prices in US dollars, as the providers list them for us-east-1, noted in November 2026, before any free tier. They
 * change: whoever relies on a figure looks at the page beside it.
 */
export interface Price {
  readonly dollars: number;
  readonly unit: string;
  readonly page: string;
}

const aws = (service: string, dollars: number, unit: string): Price => ({
  dollars,
  unit,
  page: `https://aws.amazon.com/${service}/pricing/`,
});

export const PRICES = {
  readUnits: aws('dynamodb', 0.125, 'a million read request units'),
  writeUnits: aws('dynamodb', 0.625, 'a million write request units'),
  tableStorage: aws('dynamodb', 0.25, 'a GB and month'),
  tableBackup: aws('dynamodb', 0.2, 'a GB and month of point-in-time recovery'),
  functionRequests: aws('lambda', 0.2, 'a million requests'),
  functionSeconds: aws('lambda', 13.3334, 'a million GB-seconds on arm64'),
  transitions: aws('step-functions', 25, 'a million state transitions'),
  apiRequests: aws('api-gateway', 1, 'a million requests of an HTTP API'),
  events: aws('eventbridge', 1, 'a million events of S3'),
  objectWrites: aws('s3', 5, 'a million PUT or LIST requests'),
  objectReads: aws('s3', 0.4, 'a million GET requests'),
  objectStorage: aws('s3', 0.023, 'a GB and month'),
  imageStorage: aws('ecr', 0.1, 'a GB and month'),
  labels: aws('rekognition', 1750, 'a million photos, labels with image properties'),
  faces: aws('rekognition', 1000, 'a million photos'),
  moderation: aws('rekognition', 1000, 'a million photos'),
  speech: aws('polly', 16, 'a million characters of a neural voice'),
  endpointSeconds: aws('sagemaker', 20, 'a million seconds of 1 GB, serverless'),
  alarms: aws('cloudwatch', 0.1, 'an alarm and month'),
  secrets: aws('secrets-manager', 0.4, 'a secret and month'),
  modelInput: { dollars: 0.1, unit: 'a million tokens read', page: 'https://openai.com/api/pricing/' },
  modelOutput: { dollars: 0.5, unit: 'a million tokens written', page: 'https://openai.com/api/pricing/' },
} as const satisfies Record<string, Price>;

export type PriceName = keyof typeof PRICES;

/** What `units` of something cost, where its price is for a million. */
export function millionth(name: PriceName, units: number): number {
  return (PRICES[name].dollars * units) / 1e6;
}
