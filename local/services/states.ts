import { randomUUID } from 'node:crypto';
import { AppError } from '../../core/errors.ts';
import { type Clock, systemClock } from './states/clock.ts';
import { compileMachine } from './states/compile.ts';
import { type ExecutionRecord, ExecutionStore, type ExecutionSummary } from './states/execution-store.ts';
import { Cancelled, ExecutionStopped } from './states/failure.ts';
import type { ExecutionDeps, HistoryEvent } from './states/frame.ts';
import { type ExecutionResult, runExecution } from './states/interpreter.ts';
import { DATA_LIMIT, type Json } from './states/json.ts';
import type { Machine } from './states/machine.ts';
import { type StatusChange, statusChange } from './states/status-change.ts';

/** A state machine of the template. */
export interface StateMachineSpec {
  readonly arn: string;
  readonly name: string;
  readonly roleArn: string;
  /** The definition as an object or as its JSON text. */
  readonly definition: unknown;
}

export interface StateMachinesOptions {
  /** Where executions are kept. */
  readonly folder: string;
  readonly invoke: ExecutionDeps['invoke'];
  /** Throws where a machine's role does not let it invoke the function; the error is the task's. */
  readonly authorise?: (
    task: { roleArn: string; stateMachineArn: string; executionName: string },
    functionArn: string,
  ) => void;
  /** Called when an execution starts and when it ends. */
  readonly onStatusChange: (event: StatusChange) => void;
  /** Told where the end of an execution could not be written down; it is unfinished then. */
  readonly onError: (error: unknown, where: string) => void;
  readonly clock?: Clock;
  readonly random?: () => number;
}

export interface StartRequest {
  readonly stateMachineArn: string;
  readonly name?: string | undefined;
  /** JSON text; `{}` where absent. */
  readonly input?: string | undefined;
}

interface Hosted extends StateMachineSpec {
  readonly machine: Machine;
}
interface Running {
  readonly controller: AbortController;
  readonly history: HistoryEvent[];
  readonly done: Promise<void>;
}

/** Longest that the bus tries to deliver an event, with a margin, ms. */
const REPEATED_MS = 3_600_000;

/** No white space, brackets, wildcards, quotes, separators or control characters; 1 to 80 characters. */
const EXECUTION_NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u;

/** Hosts Standard state machines: starts, stops and remembers their executions. */
export class StateMachines {
  readonly #options: StateMachinesOptions;
  readonly #clock: Clock;
  readonly #store: ExecutionStore;
  readonly #machines = new Map<string, Hosted>();
  readonly #running = new Map<string, Running>();
  /** Inputs of executions that were started here and have not ended, for telling a repeated start from a clash. */
  readonly #inputs = new Map<string, string>();
  #closed = false;

  private constructor(options: StateMachinesOptions, clock: Clock, store: ExecutionStore) {
    this.#options = options;
    this.#clock = clock;
    this.#store = store;
  }

  static async open(options: StateMachinesOptions): Promise<StateMachines> {
    const clock = options.clock ?? systemClock;
    return new StateMachines(options, clock, await ExecutionStore.open(options.folder, clock.now()));
  }

  /** @throws AppError InvalidDefinition naming the machine, the state and what is wrong. */
  register(spec: StateMachineSpec): void {
    try {
      const definition = typeof spec.definition === 'string' ? JSON.parse(spec.definition) : spec.definition;
      this.#machines.set(spec.arn, { ...spec, machine: compileMachine(definition) });
    } catch (thrown) {
      const why = thrown instanceof Error ? thrown.message : String(thrown);
      throw new AppError('InvalidDefinition', 400, `State machine "${spec.name}": ${why}`, { cause: thrown });
    }
  }

  /**
   * Starts an execution. The same name with the same input is the same execution as long as it runs.
   * @throws AppError StateMachineDoesNotExist, InvalidName, InvalidExecutionInput, ExecutionAlreadyExists.
   */
  async start(request: StartRequest): Promise<ExecutionSummary> {
    const hosted = this.#hosted(request.stateMachineArn);
    const name = request.name ?? randomUUID();
    if (!EXECUTION_NAME.test(name)) throw new AppError('InvalidName', 400, `Invalid execution name: ${name}`);
    const text = request.input ?? '{}';
    const input = parseInput(text);
    const executionArn = `${hosted.arn.replace(':stateMachine:', ':execution:')}:${name}`;
    const existing = this.#store.get(executionArn);
    if (existing) {
      if (existing.status === 'RUNNING' && (await this.#inputOf(executionArn)) === text) return existing;
      throw new AppError('ExecutionAlreadyExists', 400, `Execution Already Exists: '${executionArn}'`);
    }
    const record: ExecutionRecord = {
      executionArn,
      stateMachineArn: hosted.arn,
      name,
      status: 'RUNNING',
      startDate: this.#clock.now(),
      stopDate: null,
      input: text,
      output: null,
      error: null,
      cause: null,
    };
    this.#inputs.set(executionArn, text);
    await this.#store.write(record);
    this.#run(hosted, record, input);
    return record;
  }

  /**
   * Tells again how executions ended badly in the last hour that the host ran before: it may have been gone before the
   * event was delivered. Whoever listens gets some events twice, as from EventBridge.
   */
  async repeatEndings(): Promise<void> {
    const all = this.#store.list();
    const last = all.reduce((latest, one) => Math.max(latest, one.stopDate ?? one.startDate), 0);
    for (const { executionArn, status, stopDate } of all) {
      if (status === 'RUNNING' || status === 'SUCCEEDED' || (stopDate ?? 0) < last - REPEATED_MS) continue;
      this.#options.onStatusChange(statusChange(await this.#store.read(executionArn)));
    }
  }

  /** Executions that an earlier run of the host left RUNNING; nothing works on them now. */
  unfinished(): ExecutionSummary[] {
    return this.#store.list().filter((one) => one.status === 'RUNNING' && !this.#running.has(one.executionArn));
  }

  /** Runs an unfinished execution again, from its first state, under its own name. */
  async resume(executionArn: string): Promise<void> {
    const record = await this.read(executionArn);
    if (record.status !== 'RUNNING' || this.#running.has(executionArn)) return;
    this.#run(this.#hosted(record.stateMachineArn), record, parseInput(record.input));
  }

  /** Ends a running or unfinished execution as ABORTED; one that has ended stays as it is. Gives when it stopped. */
  async stop(executionArn: string, error?: string, cause?: string): Promise<number> {
    const record = await this.read(executionArn);
    const running = this.#running.get(executionArn);
    if (running) {
      running.controller.abort(new ExecutionStopped(error, cause));
      await running.done;
    } else if (record.status === 'RUNNING') {
      await this.#finish(record, { status: 'ABORTED', error, cause }, []);
    }
    return this.#store.get(executionArn)?.stopDate ?? this.#clock.now();
  }

  /** @throws AppError ExecutionDoesNotExist. */
  async read(executionArn: string): Promise<ExecutionRecord> {
    this.#summary(executionArn);
    return this.#store.read(executionArn);
  }

  /** Newest first. */
  list(stateMachineArn: string): ExecutionSummary[] {
    return this.#store.list(this.#hosted(stateMachineArn).arn);
  }

  /** What happened so far. @throws AppError ExecutionDoesNotExist. */
  async history(executionArn: string): Promise<readonly HistoryEvent[]> {
    this.#summary(executionArn);
    return this.#running.get(executionArn)?.history ?? (await this.#store.readHistory(executionArn));
  }

  /** Resolves when no execution runs any more. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all([...this.#running.values()].map((one) => one.done));
  }

  /** Stops working on executions; they stay RUNNING on disk and are `unfinished` after the next start. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const one of this.#running.values()) one.controller.abort(new Cancelled());
    await this.idle();
  }

  async #inputOf(executionArn: string): Promise<string> {
    return this.#inputs.get(executionArn) ?? (await this.#store.read(executionArn)).input;
  }

  #hosted(arn: string): Hosted {
    const hosted = this.#machines.get(arn);
    if (!hosted) throw new AppError('StateMachineDoesNotExist', 400, `State Machine Does Not Exist: '${arn}'`);
    return hosted;
  }

  #summary(executionArn: string): ExecutionSummary {
    const summary = this.#store.get(executionArn);
    if (!summary) throw new AppError('ExecutionDoesNotExist', 400, `Execution Does Not Exist: '${executionArn}'`);
    return summary;
  }

  #run(hosted: Hosted, record: ExecutionRecord, input: Json): void {
    const controller = new AbortController();
    const history: HistoryEvent[] = [];
    const deps: ExecutionDeps = {
      invoke: async (functionArn, payload, signal) => {
        const { arn: stateMachineArn, roleArn } = hosted;
        this.#options.authorise?.({ roleArn, stateMachineArn, executionName: record.name }, functionArn);
        return this.#options.invoke(functionArn, payload, signal);
      },
      clock: this.#clock,
      random: this.#options.random ?? Math.random,
      onEvent: (event) => history.push(event),
      signal: controller.signal,
      identity: {
        id: record.executionArn,
        name: record.name,
        startTime: record.startDate,
        roleArn: hosted.roleArn,
        stateMachineId: hosted.arn,
        stateMachineName: hosted.name,
      },
    };
    this.#options.onStatusChange(statusChange(record));
    const done = runExecution(hosted.machine, input, deps)
      .then((result) => (this.#closed ? undefined : this.#finish(record, result, history)))
      .catch((error: unknown) => this.#options.onError(error, record.executionArn))
      .finally(() => {
        this.#running.delete(record.executionArn);
        this.#inputs.delete(record.executionArn);
      });
    this.#running.set(record.executionArn, { controller, history, done });
  }

  async #finish(started: ExecutionRecord, result: ExecutionResult, history: readonly HistoryEvent[]): Promise<void> {
    const record: ExecutionRecord = {
      ...started,
      status: result.status,
      stopDate: this.#clock.now(),
      output: result.status === 'SUCCEEDED' ? JSON.stringify(result.output) : null,
      error: result.status === 'SUCCEEDED' ? null : (result.error ?? null),
      cause: result.status === 'SUCCEEDED' ? null : (result.cause ?? null),
    };
    await this.#store.writeHistory(record.executionArn, history);
    await this.#store.write(record);
    this.#options.onStatusChange(statusChange(record));
  }
}

function parseInput(text: string): Json {
  if (Buffer.byteLength(text) > DATA_LIMIT) {
    throw new AppError('InvalidExecutionInput', 400, `Invalid State Machine Execution Input: over ${DATA_LIMIT} bytes`);
  }
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new AppError('InvalidExecutionInput', 400, 'Invalid State Machine Execution Input: it is not JSON');
  }
}
