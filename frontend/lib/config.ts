/** Where the deployed backend is; written beside the site when it is published, so one build fits every stage. */
import { preload } from 'react-dom';
import { strings } from './strings';

export type WebConfig = {
  apiUrl: string;
  /** Where codes are read that nobody sends by mail; only the local cloud has it. */
  mailBox?: string;
};

let loaded: Promise<WebConfig> | undefined;

const ADDRESS = '/config.json';

/** Said by a page that asks the service as soon as it shows: its HTML then has the file fetched along with the scripts. */
export const preloadConfig = () => preload(ADDRESS, { as: 'fetch', crossOrigin: 'anonymous' });

/** Read once; a failure is not kept, so that the next call tries again. */
export function webConfig(): Promise<WebConfig> {
  loaded ??= read().catch((error) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}

async function read(): Promise<WebConfig> {
  // With the usual way of caching, since nothing else would take what was preloaded; its host says how fresh it must be.
  const reply = await fetch(ADDRESS);
  if (!reply.ok) throw new Error(strings.failure.notConnected);
  return reply.json() as Promise<WebConfig>;
}
