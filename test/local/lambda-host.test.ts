import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { hostOf, lambdaFunction, until } from './lambda-host/support.ts';

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('invoke', () => {
  it('hands over the payload and returns the result of an ES module handler', async () => {
    const double = lambdaFunction('export const handler = async (event) => ({ doubled: event.n * 2 });');
    const { host } = await hostOf([double]);
    expect(await host.invoke(double.functionName, { n: 21 })).toEqual({ payload: { doubled: 42 } });
    expect(await host.invoke(double.arn, { n: 2 })).toEqual({ payload: { doubled: 4 } });
    expect(await host.invoke(`${double.arn}:live`, { n: 3 })).toEqual({ payload: { doubled: 6 } });
    expect(host.find('nobody')).toBeUndefined();
  });

  it.each([
    ['index.cjs', 'exports.handler = async () => "common";', 'common'],
    ['index.js', 'const { sep } = require("node:path"); module.exports.handler = async () => sep;', '/'],
    ['index.js', 'import { sep } from "node:path"; export const handler = async () => sep;', '/'],
    ['index.mjs', 'export const handler = () => undefined;', null],
  ])('loads %s by its syntax', async (file, source, expected) => {
    const fn = lambdaFunction(source, { file });
    const { host } = await hostOf([fn]);
    expect(await host.invoke(fn.functionName, null)).toEqual({ payload: expected });
  });

  it('gives the function its own environment and nothing of the shell', async () => {
    process.env.SHELL_SECRET = 'must not leak';
    const fn = lambdaFunction('export const handler = () => process.env;', { environment: { TABLE: 'songs' } });
    const { host } = await hostOf([fn], { environment: { AWS_ENDPOINT_URL: 'http://127.0.0.1:4' } });
    const { payload } = await host.invoke(fn.functionName, {});
    delete process.env.SHELL_SECRET;
    expect(payload).toMatchObject({
      TABLE: 'songs',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4',
      AWS_REGION: 'us-east-1',
      AWS_LAMBDA_FUNCTION_NAME: fn.functionName,
      LAMBDA_TASK_ROOT: fn.codeDir,
      _X_AMZN_TRACE_ID: expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Sampled=0$/),
    });
    expect(payload).not.toHaveProperty('SHELL_SECRET');
    expect(payload).not.toHaveProperty('HOME');
  });

  it('passes the context', async () => {
    const fn = lambdaFunction(
      'export const handler = (event, context) => ({ ...context, left: context.getRemainingTimeInMillis() });',
      { timeoutSeconds: 7 },
    );
    const { host } = await hostOf([fn]);
    const { payload } = await host.invoke(fn.functionName, {});
    expect(payload).toMatchObject({
      functionName: fn.functionName,
      functionVersion: '$LATEST',
      invokedFunctionArn: fn.arn,
      memoryLimitInMB: '128',
      logGroupName: `/aws/lambda/${fn.functionName}`,
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const { left } = payload as { left: number };
    expect(left).toBeGreaterThan(5_000);
    expect(left).toBeLessThanOrEqual(7_000);
  });

  it('reports a thrown error by its name and stays usable', async () => {
    const fn = lambdaFunction(`
      class Refused extends Error { name = 'ImageRefused'; }
      export const handler = async (event) => { if (event.fail) throw new Refused('not this one'); return process.pid; };`);
    const { host } = await hostOf([fn]);
    const failed = await host.invoke(fn.functionName, { fail: true });
    expect(failed).toMatchObject({
      functionError: 'Unhandled',
      payload: { errorType: 'ImageRefused', errorMessage: 'not this one', trace: expect.any(Array) },
    });
    const first = await host.invoke(fn.functionName, {});
    expect(await host.invoke(fn.functionName, {})).toEqual(first);
  });

  it('reports a handler that cannot be loaded', async () => {
    const broken = lambdaFunction('throw new TypeError("no settings");');
    const missing = lambdaFunction('export const other = 1;');
    const { host } = await hostOf([broken, missing]);
    await host.prewarm([broken.functionName]);
    expect(await host.invoke(broken.functionName, {})).toMatchObject({
      functionError: 'Unhandled',
      payload: { errorType: 'TypeError', errorMessage: 'no settings' },
    });
    expect(await host.invoke(missing.functionName, {})).toMatchObject({
      payload: { errorType: 'Runtime.HandlerNotFound' },
    });
  });

  it('ends a function that takes too long, with everything it started', async () => {
    const fn = lambdaFunction(
      `import { spawn } from 'node:child_process';
       export const handler = async (event) => {
         if (!event.hang) return 'fine';
         console.log('grandchild ' + spawn('sleep', ['60']).pid);
         for (;;) ;
       };`,
      { timeoutSeconds: 1 },
    );
    const { host, lines } = await hostOf([fn]);
    const { payload, functionError } = await host.invoke(fn.functionName, { hang: true });
    expect(functionError).toBe('Unhandled');
    expect(payload).toMatchObject({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/Task timed out after 1.00 seconds$/),
    });
    const grandchild = Number(lines.find(({ line }) => line.startsWith('grandchild'))?.line.split(' ')[1]);
    expect(grandchild).toBeGreaterThan(1);
    await until(() => !isAlive(grandchild));
    expect(await host.invoke(fn.functionName, {})).toEqual({ payload: 'fine' });
  });

  it.each([
    ['process.exit(3)', 'Runtime.ExitError', /exit status 3$/],
    ['process.kill(process.pid, "SIGKILL"); await new Promise(() => {})', 'Runtime.ExitError', /signal: killed$/],
    ['setTimeout(() => { throw new RangeError("late"); }, 1); await new Promise(() => {})', 'RangeError', /^late$/],
    ['Promise.reject(new Error("lost")); await new Promise(() => {})', 'Runtime.UnhandledPromiseRejection', /lost$/],
  ])('reports a crash: %s', async (statement, errorType, message) => {
    const fn = lambdaFunction(`export const handler = async () => { ${statement} };`);
    const { host } = await hostOf([fn]);
    const { payload } = await host.invoke(fn.functionName, {});
    expect(payload).toMatchObject({ errorType, errorMessage: expect.stringMatching(message) });
  });

  it('ends a function that needs more memory than it has', async () => {
    const fn = lambdaFunction(
      'export const handler = () => { const a = []; for (;;) a.push(new Array(1e5).fill({})); };',
    );
    const { host } = await hostOf([fn]);
    expect(await host.invoke(fn.functionName, {})).toMatchObject({ payload: { errorType: 'Runtime.ExitError' } });
  });

  it('refuses payloads over 6 MB in either direction', async () => {
    const fn = lambdaFunction('export const handler = (event) => "x".repeat(event.size ?? 1);');
    const { host } = await hostOf([fn]);
    await expect(host.invoke(fn.functionName, 'x'.repeat(6_400_000))).rejects.toMatchObject({ status: 413 });
    expect(await host.invoke(fn.functionName, { size: 6_400_000 })).toMatchObject({
      functionError: 'Unhandled',
      payload: { errorType: 'Function.ResponseSizeTooLarge' },
    });
    expect(await host.invoke(fn.functionName, {})).toEqual({ payload: 'x' });
  });

  it('refuses a function it does not host, and a runtime it does not have', async () => {
    const { host } = await hostOf([]);
    await expect(host.invoke('nobody', {})).rejects.toMatchObject({ code: 'ResourceNotFoundException', status: 404 });
    const python = lambdaFunction('', { runtime: 'python3.14' });
    await expect(hostOf([python])).rejects.toThrow(/python3\.14.*nodejs24\.x/);
  });
});

describe('instances', () => {
  const slow =
    'export const handler = async () => { await new Promise((r) => setTimeout(r, 150)); return process.pid; };';

  it('run side by side up to the limit, and stay warm', async () => {
    const fn = lambdaFunction(slow);
    const { host } = await hostOf([fn], { maxInstancesPerFunction: 2 });
    const results = await Promise.all(Array.from({ length: 5 }, () => host.invoke(fn.functionName, {})));
    expect(new Set(results.map(({ payload }) => payload)).size).toBe(2);
    expect(host.instanceCount()).toBe(2);
  });

  it('are reaped when nobody needs them', async () => {
    const fn = lambdaFunction(slow);
    const { host } = await hostOf([fn], { idleMs: 100 });
    const { payload } = await host.invoke(fn.functionName, {});
    await until(() => host.instanceCount() === 0);
    expect(isAlive(payload as number)).toBe(false);
  });

  it('start ahead of the first request', async () => {
    const fn = lambdaFunction('console.log("loaded"); export const handler = () => 1;');
    const { host, lines } = await hostOf([fn]);
    await Promise.all([host.prewarm(), host.prewarm([fn.functionName])]);
    await host.prewarm();
    expect(host.instanceCount()).toBe(1);
    await until(() => lines.some(({ line, stream }) => line === 'loaded' && stream === 'stdout'));
  });

  it('leave a caller who gave up, whether it waits or runs', async () => {
    const fn = lambdaFunction(slow);
    const { host } = await hostOf([fn], { maxInstancesPerFunction: 1 });
    const running = new AbortController();
    const waiting = new AbortController();
    const first = host.invoke(fn.functionName, {}, { signal: running.signal });
    const second = host.invoke(fn.functionName, {}, { signal: waiting.signal });
    waiting.abort(new Error('changed my mind'));
    await expect(second).rejects.toThrow('changed my mind');
    await host.prewarm();
    running.abort(new Error('me too'));
    await expect(first).rejects.toThrow('me too');
    await expect(host.invoke(fn.functionName, {}, { signal: AbortSignal.abort(new Error('early')) })).rejects.toThrow(
      'early',
    );
    expect((await host.invoke(fn.functionName, {})).functionError).toBeUndefined();
  });

  it('end with the host, also one that ignores SIGTERM', async () => {
    const stubborn = lambdaFunction(
      'process.on("SIGTERM", () => {}); export const handler = async () => { console.log(process.pid); await new Promise(() => {}); };',
    );
    const { host, lines } = await hostOf([stubborn], { maxInstancesPerFunction: 1 });
    const pending = host.invoke(stubborn.functionName, {});
    const queued = host.invoke(stubborn.functionName, {});
    await until(() => lines.some(({ stream }) => stream === 'stdout'));
    const pid = Number(lines.find(({ stream }) => stream === 'stdout')?.line);
    const refused = expect(queued).rejects.toMatchObject({ code: 'HostClosed', status: 503 });
    await host.close();
    await refused;
    expect(await pending).toMatchObject({ payload: { errorType: 'Runtime.ExitError' } });
    expect(isAlive(pid)).toBe(false);
    await expect(host.invoke(stubborn.functionName, {})).rejects.toMatchObject({ code: 'HostClosed' });
  });

  it('end when the host is killed', async () => {
    const fn = lambdaFunction('export const handler = async () => process.pid;');
    const script = `
      import { createLambdaHost } from ${JSON.stringify(import.meta.resolve('../../local/lambda-host.ts'))};
      const host = await createLambdaHost({ functions: [${JSON.stringify(fn)}], region: 'us-east-1', environment: {},
        log: () => {}, onDeadLetter: () => {} });
      console.log((await host.invoke(${JSON.stringify(fn.functionName)}, {})).payload);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pid = await new Promise<number>((resolve) => {
      createInterface({ input: parent.stdout }).once('line', (line) => resolve(Number(line)));
    });
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await until(() => !isAlive(pid));
  });
});

describe('invokeAsync', () => {
  it('tries three times under one request id, then reports a dead letter', async () => {
    const fn = lambdaFunction(
      'export const handler = async (event, context) => { console.log(context.awsRequestId); throw new Error("no"); };',
    );
    const { host, lines, letters } = await hostOf([fn]);
    const { requestId } = host.invokeAsync(fn.functionName, { a: 1 });
    await host.asyncSettled();
    expect(letters).toEqual([
      {
        functionArn: fn.arn,
        requestId,
        payload: { a: 1 },
        attempts: 3,
        error: expect.objectContaining({ errorMessage: 'no' }),
      },
    ]);
    await until(() => lines.filter(({ stream, line }) => stream === 'stdout' && line === requestId).length === 3);
  });

  it('is done after the first success', async () => {
    const fn = lambdaFunction(
      'let n = 0; export const handler = async () => { n += 1; if (n === 1) throw new Error(); };',
    );
    const { host, letters } = await hostOf([fn]);
    host.invokeAsync(fn.functionName, {});
    await host.asyncSettled();
    expect(letters).toEqual([]);
    expect(() => host.invokeAsync(fn.functionName, 'x'.repeat(1_100_000))).toThrow(/1048576 bytes/);
  });

  it('hands over what is unfinished when the host closes', async () => {
    const fn = lambdaFunction('export const handler = async () => { throw new Error("no"); };');
    const { host, letters, lines } = await hostOf([fn], { asyncRetryDelayMs: 60_000 });
    host.invokeAsync(fn.functionName, {});
    await until(() => lines.some(({ line }) => line.startsWith('REPORT')));
    await host.close();
    expect(letters).toHaveLength(1);
  });
});
