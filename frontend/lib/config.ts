/** Where the deployed backend is; written beside the site when it is published, so one build fits every stage. */
import { strings } from './strings';

export type WebConfig = {
  apiUrl: string;
  /** Where codes are read that nobody sends by mail; only the local cloud has it. */
  mailBox?: string;
};

let loaded: Promise<WebConfig> | undefined;

/** Read once; a failure is not kept, so that the next call tries again. */
export function webConfig(): Promise<WebConfig> {
  loaded ??= read().catch((error) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}

async function read(): Promise<WebConfig> {
  const reply = await fetch('/config.json', { cache: 'no-store' });
  if (!reply.ok) throw new Error(strings.failure.notConnected);
  return reply.json() as Promise<WebConfig>;
}
