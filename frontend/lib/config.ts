/** Where the deployed backend is; written beside the site when it is published, so one build fits every stage. */
export type WebConfig = { apiUrl: string; identityUrl: string; webClientId: string };

let loaded: Promise<WebConfig> | undefined;

export function webConfig(): Promise<WebConfig> {
  loaded ??= fetch('/config.json', { cache: 'no-store' }).then((reply) => {
    if (!reply.ok) throw new Error('The site is not connected to its service yet.');
    return reply.json() as Promise<WebConfig>;
  });
  return loaded;
}
