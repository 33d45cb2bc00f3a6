import type { Clock } from '../../../../local/services/states/clock.ts';
import { compileMachine } from '../../../../local/services/states/compile.ts';
import type { HistoryEvent, InvokeReply } from '../../../../local/services/states/frame.ts';
import { type ExecutionResult, runExecution } from '../../../../local/services/states/interpreter.ts';
import type { Json } from '../../../../local/services/states/json.ts';

export const INVOKE = 'arn:aws:states:::lambda:invoke';
export const functionArn = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;

/** Time that passes only when everyone waits for it: the earliest sleeper wakes as soon as nothing else runs. */
export class VirtualClock implements Clock {
  #now = Date.UTC(2026, 0, 1);
  #sleepers: { at: number; wake: () => void }[] = [];
  /** Every sleep that was asked for, in milliseconds. */
  readonly slept: number[] = [];

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    this.slept.push(milliseconds);
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const sleeper = { at: this.#now + milliseconds, wake: resolve };
      signal.addEventListener('abort', () => {
        this.#sleepers = this.#sleepers.filter((one) => one !== sleeper);
        reject(signal.reason);
      });
      this.#sleepers.push(sleeper);
      setImmediate(() => this.#advance());
    });
  }

  #advance(): void {
    const first = this.#sleepers.toSorted((a, b) => a.at - b.at)[0];
    if (!first) return;
    this.#sleepers = this.#sleepers.filter((one) => one !== first);
    this.#now = Math.max(this.#now, first.at);
    first.wake();
    setImmediate(() => this.#advance());
  }
}

export type Functions = Record<
  string,
  (
    payload: never,
    signal: AbortSignal,
    clock: VirtualClock,
  ) => Json | undefined | InvokeReply | Promise<Json | InvokeReply>
>;

/** An error as a Lambda function reports it. */
export class FunctionError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

export interface Outcome {
  result: ExecutionResult;
  events: HistoryEvent[];
  clock: VirtualClock;
  /** Milliseconds from start to end. */
  duration: number;
}

export const identity = {
  id: 'arn:aws:states:us-east-1:123456789012:execution:recap:one',
  name: 'one',
  startTime: Date.UTC(2026, 0, 1),
  roleArn: 'arn:aws:iam::123456789012:role/recap',
  stateMachineId: 'arn:aws:states:us-east-1:123456789012:stateMachine:recap',
  stateMachineName: 'recap',
};

/** A function that throws a FunctionError has failed by itself; anything else it throws is a failed invocation. */
export async function run(
  definition: object,
  input: Json = {},
  functions: Functions = {},
  options: { random?: () => number; signal?: AbortSignal } = {},
): Promise<Outcome> {
  const whole = { QueryLanguage: 'JSONata', ...definition };
  const clock = new VirtualClock();
  const events: HistoryEvent[] = [];
  const started = clock.now();
  const result = await runExecution(compileMachine(whole), input, {
    async invoke(arn, payload, signal) {
      const name = arn.split(':')[6]!;
      try {
        return { payload: ((await functions[name]!(payload as never, signal, clock)) ?? null) as Json };
      } catch (error) {
        if (!(error instanceof FunctionError)) throw error;
        const { name: errorType, message: errorMessage } = error;
        return { payload: { errorType, errorMessage, trace: [] }, functionError: 'Unhandled' };
      }
    },
    clock,
    random: options.random ?? (() => 0.5),
    onEvent: (event) => events.push(event),
    identity,
    ...(options.signal ? { signal: options.signal } : {}),
  });
  return { result, events, clock, duration: clock.now() - started };
}

/** A machine of one state. */
export const only = (state: object) => ({ StartAt: 'Only', States: { Only: { ...state, End: true } } });

/** A Task that invokes a function with the state's input, or with `payload`. */
export const task = (name: string, more: object = {}) => ({
  Type: 'Task',
  Resource: INVOKE,
  Arguments: { FunctionName: functionArn(name), Payload: '{% $states.input %}' },
  Output: '{% $states.result.Payload %}',
  ...more,
});
