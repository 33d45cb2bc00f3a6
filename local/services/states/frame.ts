import type { Clock } from './clock.ts';
import type { Bindings } from './expression.ts';
import { Cancelled, ERROR, StateFailure } from './failure.ts';
import type { Json } from './json.ts';

/** What a function answered, as Lambda's Invoke gives it. */
export interface InvokeReply {
  /** Parsed JSON. */
  readonly payload: unknown;
  /** Set where the function threw or was ended; the payload is then `{errorType, errorMessage, trace}`. */
  readonly functionError?: 'Handled' | 'Unhandled' | undefined;
}

/** Who is running; shown to expressions as `$states.context`. */
export interface ExecutionIdentity {
  /** ARN of the execution. */
  readonly id: string;
  readonly name: string;
  readonly startTime: number;
  readonly roleArn: string;
  readonly stateMachineId: string;
  readonly stateMachineName: string;
}

/** One line of the history, as GetExecutionHistory shows it. Times are milliseconds since 1970. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: number;
  readonly type: string;
  readonly [details: string]: unknown;
}

/** Everything an execution needs from outside. */
export interface ExecutionDeps {
  /**
   * Runs a function. Rejects where it could not be run at all; an error named `…Exception` becomes `Lambda.…Exception`,
   * so throttling is `TooManyRequestsException`. The signal is aborted when nobody waits for the answer any more.
   */
  invoke(functionArn: string, payload: Json, signal: AbortSignal): Promise<InvokeReply>;
  readonly clock: Clock;
  /** A number in [0, 1). */
  random(): number;
  onEvent(event: HistoryEvent): void;
  readonly identity: ExecutionIdentity;
  /** Ends the execution when aborted; the reason is to be an ExecutionStopped. */
  readonly signal?: AbortSignal;
}

/** Longest history of a Standard execution, in events. */
const LONGEST_HISTORY = 25_000;

/** What all states of one execution share. */
export class Run {
  readonly deps: ExecutionDeps;
  readonly functions: Bindings;
  /** The parts of the context object that do not change. */
  readonly context: { readonly [key: string]: Json };
  #events = 0;

  constructor(deps: ExecutionDeps, functions: Bindings, input: Json) {
    const { id, name, startTime, roleArn, stateMachineId, stateMachineName } = deps.identity;
    const started = new Date(startTime).toISOString();
    this.deps = deps;
    this.functions = functions;
    this.context = {
      Execution: { Id: id, Input: input, Name: name, RoleArn: roleArn, StartTime: started, RedriveCount: 0 },
      StateMachine: { Id: stateMachineId, Name: stateMachineName },
    };
  }

  /** Adds an event to the history; the last one of an execution is always let in. */
  emit(trail: Trail, type: string, details: Record<string, unknown> = {}, last = false): void {
    if (this.#events >= LONGEST_HISTORY && !last) {
      throw new StateFailure(ERROR.runtime, `The execution reached the limit of ${LONGEST_HISTORY} history events.`);
    }
    this.#events += 1;
    const event = { id: this.#events, previousEventId: trail.last, timestamp: this.deps.clock.now(), type, ...details };
    trail.last = this.#events;
    this.deps.onEvent(event);
  }
}

/** The last event on one line of states; parallel lines branch off from the event that started them. */
export interface Trail {
  last: number;
}

/** Where a flow runs: its variables, its way to be stopped and its place in the history. */
export class Frame {
  readonly run: Run;
  readonly signal: AbortSignal;
  readonly trail: Trail;
  /** `$states.context.Map`, inside an iteration. */
  readonly map: Json | undefined;
  /** Own variables over those of the flows around. */
  #variables: Record<string, Json>;

  private constructor(run: Run, signal: AbortSignal, last: number, map: Json | undefined, outer: Record<string, Json>) {
    this.run = run;
    this.signal = signal;
    this.trail = { last };
    this.map = map;
    this.#variables = outer;
  }

  static root(run: Run, signal: AbortSignal): Frame {
    return new Frame(run, signal, 0, undefined, {});
  }

  /** The frame of a branch or iteration: it sees the variables as they are now and keeps its own to itself. */
  child(signal: AbortSignal, map = this.map): Frame {
    return new Frame(this.run, signal, this.trail.last, map, this.#variables);
  }

  bindings(states: Record<string, unknown>): Bindings {
    return { ...this.run.functions, ...this.#variables, states };
  }

  assign(entries: readonly (readonly [string, Json])[]): void {
    if (entries.length > 0) this.#variables = { ...this.#variables, ...Object.fromEntries(entries) };
  }

  emit(type: string, details?: Record<string, unknown>): void {
    if (!this.signal.aborted) this.run.emit(this.trail, type, details);
  }
}

/** A signal of its own that follows its parent; `end` lets go of both. */
export interface Fork {
  readonly signal: AbortSignal;
  abort(reason: Error): void;
  /** Aborts what still runs under the fork (a timer, an invocation) and stops listening to the parent. */
  end(): void;
}

export function fork(parent: AbortSignal | undefined): Fork {
  const controller = new AbortController();
  const follow = () => controller.abort(parent?.reason);
  if (parent?.aborted) follow();
  else parent?.addEventListener('abort', follow, { once: true });
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    end: () => {
      parent?.removeEventListener('abort', follow);
      controller.abort(new Cancelled());
    },
  };
}

/** Settles as `work` does, or rejects with the signal's reason as soon as it is aborted. */
export function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
