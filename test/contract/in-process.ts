/**
 * The API's handlers in this very process, called with the events that API Gateway would make of requests by the table of
 * routes. Behind them stand the services and the pipeline of a local cloud, over the wire.
 */
import { randomUUID } from 'node:crypto';
import { ROUTES } from '../../core/contracts/api.ts';
import type { ApiEvent, ApiResult } from '../../lambdas/shared/http.ts';
import { toEvent } from '../../local/gateway/event.ts';
import { Router } from '../../local/gateway/router.ts';
import { functionConfigs } from '../../local/hosting/functions.ts';
import type { ApiRequest, HostedTarget } from './target.ts';

/** Where the handlers lie that are not with those of the API. */
const FOLDERS: Readonly<Record<string, string>> = { guests: 'accounts', sessions: 'accounts', account: 'accounts' };

type Handler = (event: ApiEvent) => Promise<ApiResult>;

const resources = [...new Set(Object.values(ROUTES).map(({ resource }) => resource))];
const router = new Router(Object.entries(ROUTES).map(([routeKey, { resource }]) => ({ routeKey, resource })));

/** The same cloud with its API in this process. Handlers read their settings when they load, so there is one of it. */
export async function inProcess(target: HostedTarget, more: HostedTarget['capabilities']): Promise<HostedTarget> {
  Object.assign(process.env, environmentOf(target));
  const loaded = await Promise.all(
    resources.map(async (resource) => {
      const { handler } = (await import(`../../lambdas/${FOLDERS[resource] ?? 'api'}/${resource}.ts`)) as {
        handler: Handler;
      };
      return [resource, handler] as const;
    }),
  );
  const handlers = Object.fromEntries(loaded) as Record<(typeof resources)[number], Handler>;

  async function send(request: ApiRequest): Promise<Response> {
    const url = URL.parse(request.path, 'http://in.process');
    const path = url && decoded(url.pathname);
    if (!url || path === null) return Response.json({ message: 'Bad Request' }, { status: 400 });
    const match = router.match(request.method, path);
    if (!match) return Response.json({ message: 'Not Found' }, { status: 404 });
    const { routeKey, resource } = match.route;
    const event = toEvent({
      request: {
        method: request.method,
        path,
        rawQueryString: url.search.slice(1),
        headers: request.headers,
        body: Buffer.from(request.body ?? ''),
        sourceIp: '127.0.0.1',
        protocol: 'HTTP/1.1',
        requestId: randomUUID(),
        receivedAt: Date.now(),
      },
      routeKey,
      pathParameters: match.pathParameters,
      jwt: claimsOf(request.headers.authorization),
      apiId: 'in-process',
      stage: '$default',
    });
    const {
      statusCode = 200,
      headers = {},
      body,
      isBase64Encoded,
      cookies = [],
    } = await handlers[resource](event as ApiEvent);
    const content = body && isBase64Encoded ? Buffer.from(body, 'base64') : body || null;
    const response = new Response(content, { status: statusCode, headers: headers as Record<string, string> });
    for (const cookie of cookies) response.headers.append('set-cookie', cookie);
    return response;
  }
  const capabilities = target.capabilities.filter((one) => one !== 'gateway' && one !== 'origin');
  return { ...target, send, capabilities: [...capabilities, ...more] };
}

/** What the template gives the API's functions, and where this cloud's services are. */
function environmentOf({ hosted, addresses }: HostedTarget): Record<string, string> {
  return {
    // A name means the same to every function that has it.
    ...Object.assign({}, ...functionConfigs(hosted.assembly).map(({ environment }) => environment)),
    AWS_ENDPOINT_URL: addresses.awsUrl,
    AWS_ENDPOINT_URL_S3: addresses.storageUrl,
    AWS_REGION: addresses.region,
    // Rights are the matter of the hosted functions, each with its own role.
    AWS_ACCESS_KEY_ID: hosted.iam.root.accessKeyId,
    AWS_SECRET_ACCESS_KEY: hosted.iam.root.secretAccessKey,
    AWS_SESSION_TOKEN: hosted.iam.root.sessionToken,
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  };
}

/** What an authorizer would pass on; whether the token is a true one is its business and not looked at here. */
function claimsOf(authorization: string | undefined) {
  const payload = authorization?.split('.')[1];
  if (!payload) return null;
  try {
    return { claims: JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')), scopes: null };
  } catch {
    return null;
  }
}

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}
