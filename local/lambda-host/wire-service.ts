import { AppError } from '../../core/errors.ts';
import type { LambdaHost } from '../lambda-host.ts';
import { notSupported } from '../services/wire/json.ts';
import type { WireCall, WireReply, WireService } from '../services/wire.ts';

const INVOCATIONS = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** The Invoke operation of the Lambda API, so that an AWS SDK client can call hosted functions. */
export function createLambdaService(host: Pick<LambdaHost, 'find' | 'invoke' | 'invokeAsync'>): WireService {
  return {
    signingName: 'lambda',
    async handle(call) {
      const name = INVOCATIONS.exec(call.path)?.[1];
      if (call.method !== 'POST' || name === undefined) throw notSupported('lambda', `${call.method} ${call.path}`);
      return invoke(host, decodeURIComponent(name), call);
    },
  };
}

async function invoke(
  host: Pick<LambdaHost, 'find' | 'invoke' | 'invokeAsync'>,
  name: string,
  call: WireCall,
): Promise<WireReply> {
  const payload = parsePayload(call.body);
  const kind = call.headers['x-amz-invocation-type'] ?? 'RequestResponse';
  switch (kind) {
    case 'RequestResponse': {
      const result = await host.invoke(name, payload);
      const headers: Record<string, string> = {
        'content-type': 'application/json',
        'x-amz-executed-version': '$LATEST',
      };
      if (result.functionError) headers['x-amz-function-error'] = result.functionError;
      return { status: 200, headers, body: JSON.stringify(result.payload) };
    }
    case 'Event':
      host.invokeAsync(name, payload);
      return { status: 202 };
    case 'DryRun':
      if (!host.find(name)) throw new AppError('ResourceNotFoundException', 404, `Function not found: ${name}`);
      return { status: 204 };
    default:
      throw new AppError('InvalidParameterValueException', 400, `Unknown invocation type: ${kind}`);
  }
}

function parsePayload(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new AppError('InvalidRequestContentException', 400, 'Could not parse request body into json.', { cause });
  }
}
