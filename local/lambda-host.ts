import { randomUUID } from 'node:crypto';
import { AppError } from '../core/errors.ts';
import { AsyncInvocations } from './lambda-host/async-invocations.ts';
import type { InstanceSurroundings } from './lambda-host/instance.ts';
import { FunctionPool } from './lambda-host/pool.ts';
import { RuntimeApi } from './lambda-host/runtime-api.ts';
import {
  type DeadLetter,
  type InvokeResult,
  type LambdaFunctionConfig,
  type LogSink,
  MAX_ASYNC_PAYLOAD_BYTES,
  MAX_SYNC_PAYLOAD_BYTES,
} from './lambda-host/types.ts';

export type {
  DeadLetter,
  FunctionError,
  InvokeResult,
  LambdaFunctionConfig,
  LogLine,
  LogSink,
} from './lambda-host/types.ts';

/** Everything the host needs from outside. */
export interface LambdaHostOptions {
  functions: readonly LambdaFunctionConfig[];
  region: string;
  /** What each function sees beside its own variables: `AWS_ENDPOINT_URL*`. */
  environment: Readonly<Record<string, string>>;
  /** The credentials with which a function acts, as environment variables. */
  credentialsOf?: (config: LambdaFunctionConfig) => Readonly<Record<string, string>>;
  /** Where the lines that functions write go. */
  log: LogSink;
  /** Called when an asynchronous invocation has failed for good. */
  onDeadLetter: (letter: DeadLetter) => void;
  /** Child processes of one function at a time; further callers wait. Default 10. */
  maxInstancesPerFunction?: number;
  /** An instance without work for longer is ended. Default ten minutes. */
  idleMs?: number;
  /** Pause before the first retry of an asynchronous invocation; the second takes twice that. Default one second. */
  asyncRetryDelayMs?: number;
  /** How long a handler file may take to load. Default 30 s; Lambda grants 10 s, on faster disks than a laptop's. */
  initTimeoutMs?: number;
}

/** Runs Lambda functions as child processes behind a Runtime API, so that the unchanged handlers run here. */
export interface LambdaHost {
  /** The hosted functions, in the order given. */
  readonly functions: readonly LambdaFunctionConfig[];
  /** The function of that name or ARN (with or without a version or alias); undefined when there is none. */
  find(functionArnOrName: string): LambdaFunctionConfig | undefined;
  /**
   * Runs the function and waits. A failing function is a result with `functionError`, not an exception.
   * @throws AppError `ResourceNotFoundException` (404), `RequestEntityTooLargeException` (413), `HostClosed` (503)
   */
  invoke(
    functionArnOrName: string,
    payload: unknown,
    options?: { signal?: AbortSignal | undefined },
  ): Promise<InvokeResult>;
  /** Accepts the invocation and returns at once; up to two retries, then `onDeadLetter`. Throws as `invoke` does. */
  invokeAsync(functionArnOrName: string, payload: unknown): { requestId: string };
  /** Starts one instance of each named function (default: all) and resolves when they are ready or have failed. */
  prewarm(functionArnsOrNames?: readonly string[]): Promise<void>;
  /** Resolves when every asynchronous invocation accepted so far is over. */
  asyncSettled(): Promise<void>;
  /** Number of live child processes, of all functions. */
  instanceCount(): number;
  /** Ends every child process: SIGTERM, then SIGKILL. Resolves when they are gone. */
  close(): Promise<void>;
}

const SUPPORTED_RUNTIME = 'nodejs24.x';

/** Creates the host and opens its Runtime API on loopback. Throws AppError `UnsupportedFunction` for what it cannot host. */
export async function createLambdaHost(options: LambdaHostOptions): Promise<LambdaHost> {
  for (const config of options.functions) refuseUnsupported(config);
  const runtimeApi = new RuntimeApi();
  await runtimeApi.listen();
  const surroundings: InstanceSurroundings = {
    runtimeApi,
    region: options.region,
    environment: options.environment,
    log: options.log,
    initTimeoutMs: options.initTimeoutMs ?? 30_000,
  };
  const pools = new Map<string, FunctionPool>();
  for (const config of options.functions) {
    const environment = { ...options.environment, ...options.credentialsOf?.(config) };
    const pool = new FunctionPool(config, { ...surroundings, environment }, options.maxInstancesPerFunction ?? 10);
    pools.set(config.functionName, pool);
    pools.set(config.arn, pool);
  }
  const all = [...new Set(pools.values())];
  const asyncInvocations = new AsyncInvocations(options.asyncRetryDelayMs ?? 1_000, options.onDeadLetter);
  const idleMs = options.idleMs ?? 600_000;
  const reaper = setInterval(
    () => {
      for (const pool of all) pool.reap(Date.now() - idleMs);
    },
    Math.max(50, Math.min(idleMs / 2, 30_000)),
  );
  reaper.unref();

  const lookUp = (functionArnOrName: string): FunctionPool => {
    const pool = poolOf(pools, functionArnOrName);
    if (!pool) {
      throw new AppError('ResourceNotFoundException', 404, `Function not found: ${functionArnOrName}`);
    }
    return pool;
  };

  return {
    functions: options.functions,
    find: (functionArnOrName) => poolOf(pools, functionArnOrName)?.config,
    async invoke(functionArnOrName, payload, { signal } = {}) {
      return lookUp(functionArnOrName).run(serialise(payload, MAX_SYNC_PAYLOAD_BYTES), { signal });
    },
    invokeAsync(functionArnOrName, payload) {
      const pool = lookUp(functionArnOrName);
      const body = serialise(payload, MAX_ASYNC_PAYLOAD_BYTES);
      const requestId = randomUUID();
      const functionArn = pool.config.arn;
      asyncInvocations.accept({ functionArn, requestId, payload, attempt: () => pool.run(body, { requestId }) });
      return { requestId };
    },
    async prewarm(functionArnsOrNames) {
      const chosen = functionArnsOrNames ? functionArnsOrNames.map(lookUp) : all;
      await Promise.all(chosen.map((pool) => pool.prewarm()));
    },
    asyncSettled: () => asyncInvocations.settled(),
    instanceCount: () => all.reduce((sum, pool) => sum + pool.size, 0),
    async close() {
      clearInterval(reaper);
      asyncInvocations.close();
      await Promise.all(all.map((pool) => pool.close()));
      await asyncInvocations.settled();
      await runtimeApi.close();
    },
  };
}

/** Finds by name, ARN, or ARN with a qualifier at its end (`…:function:name:alias`). */
function poolOf(pools: ReadonlyMap<string, FunctionPool>, functionArnOrName: string): FunctionPool | undefined {
  const unqualified = /^(arn:[^:]+:lambda:[^:]*:[^:]*:function:[^:]+|[^:]+):[^:]+$/.exec(functionArnOrName)?.[1];
  return pools.get(functionArnOrName) ?? (unqualified === undefined ? undefined : pools.get(unqualified));
}

function serialise(payload: unknown, limit: number): string {
  const body = JSON.stringify(payload) ?? 'null';
  const size = Buffer.byteLength(body);
  if (size > limit) {
    const message = `A function takes at most ${limit} bytes in one request, but this one has ${size}.`;
    throw new AppError('RequestEntityTooLargeException', 413, message);
  }
  return body;
}

function refuseUnsupported(config: LambdaFunctionConfig): void {
  const refuse = (message: string) => {
    throw new AppError('UnsupportedFunction', 500, `Function ${config.functionName} ${message}`);
  };
  if (config.runtime !== SUPPORTED_RUNTIME) {
    refuse(`asks for the runtime ${config.runtime}, but only ${SUPPORTED_RUNTIME} can be hosted here.`);
  }
  if (!/^[\w/-]+\.[\w$]+$/.test(config.handler)) {
    refuse(`names the handler "${config.handler}", which is not of the form file.export.`);
  }
}
