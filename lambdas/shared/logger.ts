import { Logger } from '@aws-lambda-powertools/logger';

/**
 * One structured logger a function. It logs names, counts and durations; never captions, tokens, addresses or media
 * URLs: whoever adds a field keeps to that, and passes errors through faultOf.
 */
export const logger = new Logger({ serviceName: 'sightsong' });
