/**
 * Who is here is asked by the page's HTML, while its scripts are still on their way, and by nobody else a second time: what
 * the service says of a recap can be asked only after that.
 */
const ADDRESS = '/auth/session';
const NAME = 'sightsongSession';

const QUESTION = {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: '{}',
  cache: 'no-store',
} as const;

/** Runs in the head of every page. Home asks only once a photo is sent; pages of plain sentences never do. */
export const ASK_EARLY = `/^\\/(account|atlas|library|recap|songs)\\b/.test(location.pathname)&&(self.${NAME}=fetch('${ADDRESS}',${JSON.stringify(QUESTION)})).catch(()=>{})`;

/** The answer, once; undefined where it was taken or never asked for. Rejects without a connection. */
export function takeEarly(): Promise<Response> | undefined {
  const here = globalThis as { [NAME]?: Promise<Response> };
  const answer = here[NAME];
  delete here[NAME];
  return answer;
}
