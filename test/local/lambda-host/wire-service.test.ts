import { beforeAll, describe, expect, it } from 'vitest';
import { createLambdaService } from '../../../local/lambda-host/wire-service.ts';
import type { WireService } from '../../../local/services/wire.ts';
import { hostOf, lambdaFunction } from './support.ts';

let service: WireService;
let settled: () => Promise<void>;
let deadLetters: readonly unknown[];
const fn = lambdaFunction(
  'export const handler = async (event) => { if (event.fail) throw new Error("no"); return event; };',
);

beforeAll(async () => {
  const { host, letters } = await hostOf([fn]);
  service = createLambdaService(host);
  settled = () => host.asyncSettled();
  deadLetters = letters;
});

const call = (name: string, body: string, type?: string, method = 'POST') =>
  service.handle({
    method,
    path: `/2015-03-31/functions/${encodeURIComponent(name)}/invocations`,
    query: new URLSearchParams(),
    headers: type ? { 'x-amz-invocation-type': type } : {},
    body: Buffer.from(body),
  });

describe('Invoke', () => {
  it('answers with the result, or marks it as the error of the function', async () => {
    expect(service.signingName).toBe('lambda');
    const reply = await call(fn.arn, '{"a":1}');
    expect(reply).toMatchObject({ status: 200, body: '{"a":1}' });
    expect(reply.headers).not.toHaveProperty('x-amz-function-error');
    const failed = await call(fn.functionName, '{"fail":true}', 'RequestResponse');
    expect(failed).toMatchObject({ status: 200, headers: { 'x-amz-function-error': 'Unhandled' } });
    expect(JSON.parse(String(failed.body))).toMatchObject({ errorMessage: 'no' });
    expect(await call(fn.functionName, '')).toMatchObject({ body: '{}' });
  });

  it('accepts asynchronous and trial calls', async () => {
    expect(await call(fn.functionName, '{"fail":true}', 'Event')).toEqual({ status: 202 });
    await settled();
    expect(deadLetters).toHaveLength(1);
    expect(await call(fn.functionName, '{}', 'DryRun')).toEqual({ status: 204 });
  });

  it('refuses what it cannot do', async () => {
    await expect(call('nobody', '{}')).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
    await expect(call('nobody', '{}', 'DryRun')).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
    await expect(call(fn.functionName, '{')).rejects.toMatchObject({ code: 'InvalidRequestContentException' });
    await expect(call(fn.functionName, '{}', 'Later')).rejects.toMatchObject({ status: 400 });
    await expect(call(fn.functionName, '{}', undefined, 'GET')).rejects.toMatchObject({ status: 501 });
  });
});
