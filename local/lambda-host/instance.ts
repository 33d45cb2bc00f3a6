import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { functionEnvironment } from './environment.ts';
import type { RuntimeApi, RuntimeInvocation } from './runtime-api.ts';
import type { FunctionError, InvokeResult, LambdaFunctionConfig, LogLine, LogSink } from './types.ts';

const BOOTSTRAP = fileURLToPath(new URL('./bootstrap.mjs', import.meta.url));

/** How long a child may take to leave after SIGTERM before it is killed. */
const TERMINATION_GRACE_MS = 2_000;

/** What all instances of a host share. */
export interface InstanceSurroundings {
  runtimeApi: RuntimeApi;
  region: string;
  /** Credentials and `AWS_ENDPOINT_URL*`. */
  environment: Readonly<Record<string, string>>;
  log: LogSink;
  /** How long loading the handler may take. */
  initTimeoutMs: number;
}

/** Tells the pool about changes of an instance. */
export interface InstanceOwner {
  /** It can take an invocation now. */
  idle(instance: Instance): void;
  /** It is gone. `initError` says why it never became ready. */
  ended(instance: Instance, initError?: FunctionError): void;
}

interface Running {
  requestId: string;
  startedAt: number;
  timer: NodeJS.Timeout;
  settle: (result: InvokeResult) => void;
}

/** One child process that runs one function, one invocation at a time. */
export class Instance {
  readonly id = randomBytes(16).toString('hex');
  /** Epoch milliseconds since when it waits for work; null while it starts or works. */
  idleSince: number | null = null;
  readonly #config: LambdaFunctionConfig;
  readonly #surroundings: InstanceSurroundings;
  readonly #owner: InstanceOwner;
  readonly #child: ChildProcess;
  readonly #exited: Promise<void>;
  readonly #bornAt = Date.now();
  #deliver: ((invocation: RuntimeInvocation) => void) | null = null;
  #running: Running | null = null;
  #initialised = false;
  #initError: FunctionError | null = null;
  #initTimer: NodeJS.Timeout;
  #ended = false;

  constructor(config: LambdaFunctionConfig, surroundings: InstanceSurroundings, owner: InstanceOwner) {
    this.#config = config;
    this.#surroundings = surroundings;
    this.#owner = owner;
    const runtimeApi = surroundings.runtimeApi.register(this.id, {
      ready: (deliver) => this.#ready(deliver),
      responded: (requestId, body) => this.#settle(requestId, parsePayload(body)),
      failed: (requestId, error) => this.#settle(requestId, { payload: error, functionError: 'Unhandled' }),
      initFailed: (error) => {
        this.#initError = error;
      },
    });
    this.#child = spawn(process.execPath, [`--max-old-space-size=${config.memoryMb}`, BOOTSTRAP], {
      cwd: config.codeDir,
      // Its own process group: whatever the handler starts (a video decoder, say) ends with it, and a Ctrl-C in the
      // terminal reaches only the host, which then closes in order.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: functionEnvironment(config, {
        region: surroundings.region,
        environment: surroundings.environment,
        runtimeApi,
        logStream: this.id,
        parentEnvironment: process.env,
      }),
    });
    this.#forwardLines('stdout');
    this.#forwardLines('stderr');
    this.#exited = new Promise((resolve) => {
      this.#child.once('error', (error) => {
        this.#initError ??= platformError('Runtime.InvalidEntrypoint', error.message);
        this.#end('exit status 127');
        resolve();
      });
      this.#child.once('exit', (code, signal) => {
        this.#end(signal ? `signal: ${signalWord(signal)}` : `exit status ${code}`);
        resolve();
      });
    });
    this.#initTimer = setTimeout(() => {
      const seconds = (surroundings.initTimeoutMs / 1000).toFixed(2);
      this.#initError = platformError('Sandbox.Timedout', `Init phase timed out after ${seconds} seconds`);
      this.kill('SIGKILL');
    }, surroundings.initTimeoutMs);
  }

  /** Runs one invocation; only while idle. Resolves in every case, also when the process dies. */
  run(requestId: string, body: string): Promise<InvokeResult> {
    const deliver = this.#deliver;
    if (!deliver || this.#running) throw new Error('An instance takes one invocation at a time.');
    this.#deliver = null;
    this.idleSince = null;
    const timeoutMs = this.#config.timeoutSeconds * 1000;
    const startedAt = Date.now();
    this.#note(`START RequestId: ${requestId} Version: $LATEST`);
    return new Promise((settle) => {
      const timer = setTimeout(() => this.#timedOut(requestId), timeoutMs);
      this.#running = { requestId, startedAt, timer, settle };
      deliver({
        requestId,
        deadlineMs: startedAt + timeoutMs,
        functionArn: this.#config.arn,
        traceId: traceIdAt(startedAt),
        body,
      });
    });
  }

  /** Sends the signal to the process group; a group that is already gone is fine. */
  kill(signal: 'SIGTERM' | 'SIGKILL'): void {
    if (this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, signal);
    } catch {
      // ESRCH: it ended by itself.
    }
  }

  /** Ends the process, gently first, and resolves when it is gone. */
  async end(): Promise<void> {
    if (!this.#ended) this.kill('SIGTERM');
    const force = setTimeout(() => this.kill('SIGKILL'), TERMINATION_GRACE_MS);
    await this.#exited;
    clearTimeout(force);
  }

  #ready(deliver: (invocation: RuntimeInvocation) => void): void {
    if (this.#ended) return;
    this.#deliver = deliver;
    if (!this.#initialised) {
      this.#initialised = true;
      clearTimeout(this.#initTimer);
      this.#note(`INIT_START Runtime Version: nodejs:${process.versions.node}, took ${Date.now() - this.#bornAt} ms`);
    }
    this.idleSince = Date.now();
    this.#owner.idle(this);
  }

  #timedOut(requestId: string): void {
    const seconds = this.#config.timeoutSeconds.toFixed(2);
    this.#note(`${requestId} Task timed out after ${seconds} seconds`);
    const error = platformError(
      'Sandbox.Timedout',
      `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`,
    );
    this.kill('SIGKILL');
    this.#settle(requestId, { payload: error, functionError: 'Unhandled' });
  }

  #settle(requestId: string, result: InvokeResult): void {
    const running = this.#running;
    if (running?.requestId !== requestId) return;
    clearTimeout(running.timer);
    this.#running = null;
    const duration = Date.now() - running.startedAt;
    this.#note(`REPORT RequestId: ${requestId} Duration: ${duration} ms Memory Size: ${this.#config.memoryMb} MB`);
    running.settle(result);
  }

  #end(how: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.idleSince = null;
    clearTimeout(this.#initTimer);
    this.#surroundings.runtimeApi.unregister(this.id);
    // What the handler had started may still run in the group.
    this.kill('SIGKILL');
    if (this.#running) {
      const { requestId } = this.#running;
      const error = platformError(
        'Runtime.ExitError',
        `RequestId: ${requestId} Error: Runtime exited with error: ${how}`,
      );
      this.#settle(requestId, { payload: error, functionError: 'Unhandled' });
    }
    if (this.#initialised) {
      this.#owner.ended(this);
      return;
    }
    const error = this.#initError ?? platformError('Runtime.ExitError', `Error: Runtime exited with error: ${how}`);
    this.#note(`INIT_REPORT ${error.errorType}: ${error.errorMessage}`);
    this.#owner.ended(this, error);
  }

  #note(line: string): void {
    this.#write('platform', line);
  }

  #write(stream: LogLine['stream'], line: string): void {
    this.#surroundings.log({ functionName: this.#config.functionName, instanceId: this.id, stream, line });
  }

  #forwardLines(stream: 'stdout' | 'stderr'): void {
    const lines = createInterface({ input: this.#child[stream]!, crlfDelay: Number.POSITIVE_INFINITY });
    lines.on('line', (line) => this.#write(stream, line));
  }
}

function platformError(errorType: string, errorMessage: string): FunctionError {
  return { errorType, errorMessage, trace: [] };
}

function parsePayload(body: string): InvokeResult {
  try {
    return { payload: JSON.parse(body) };
  } catch {
    const error = platformError('Runtime.InvalidResponse', 'The function answered with text that is not JSON.');
    return { payload: error, functionError: 'Unhandled' };
  }
}

/** Lambda names the signal in plain words: `signal: killed`. */
function signalWord(signal: NodeJS.Signals): string {
  const words: Partial<Record<NodeJS.Signals, string>> = {
    SIGKILL: 'killed',
    SIGABRT: 'aborted',
    SIGSEGV: 'segmentation fault',
    SIGTERM: 'terminated',
  };
  return words[signal] ?? signal;
}

/** An X-Ray trace header: version, epoch seconds in hex, 96 random bits; not sampled. */
function traceIdAt(now: number): string {
  const seconds = Math.floor(now / 1000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString('hex')};Sampled=0`;
}
