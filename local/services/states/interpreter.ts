import { type Iteration, runMap, runParallel } from './concurrent.ts';
import type { Retrier } from './definition.ts';
import type { Template } from './expression.ts';
import { asFailure, ERROR, ExecutionStopped, ExecutionTimedOut, matchesError, StateFailure } from './failure.ts';
import { type ExecutionDeps, Frame, fork, Run } from './frame.ts';
import { stepFunctions } from './functions.ts';
import { boundedText, type Json } from './json.ts';
import type { ChoiceState, Flow, Handover, Machine, MapState, State, WaitState } from './machine.ts';
import { runTask } from './task.ts';

/** How an execution ended. */
export type ExecutionResult =
  | { readonly status: 'SUCCEEDED'; readonly output: Json }
  | {
      readonly status: 'FAILED' | 'TIMED_OUT' | 'ABORTED';
      readonly error: string | undefined;
      readonly cause: string | undefined;
    };

/** Runs a compiled machine from its first state to its end. Never rejects: a failure is a result. */
export async function runExecution(machine: Machine, input: Json, deps: ExecutionDeps): Promise<ExecutionResult> {
  const run = new Run(deps, stepFunctions(deps.random), input);
  const whole = fork(deps.signal);
  const frame = Frame.root(run, whole.signal);
  const finish = (type: string, details: Record<string, unknown>) => run.emit(frame.trail, type, details, true);
  try {
    frame.emit('ExecutionStarted', {
      executionStartedEventDetails: {
        input: boundedText(input, 'The input of the execution'),
        roleArn: deps.identity.roleArn,
      },
    });
    if (machine.timeoutSeconds !== undefined) {
      deps.clock.sleep(machine.timeoutSeconds * 1000, whole.signal).then(
        () => whole.abort(new ExecutionTimedOut()),
        () => undefined, // the execution ended first
      );
    }
    const output = await runFlow(machine, input, frame);
    finish('ExecutionSucceeded', { executionSucceededEventDetails: { output: JSON.stringify(output) } });
    return { status: 'SUCCEEDED', output };
  } catch (thrown) {
    const reason: unknown = whole.signal.aborted ? whole.signal.reason : thrown;
    if (reason instanceof ExecutionTimedOut) {
      finish('ExecutionTimedOut', { executionTimedOutEventDetails: {} });
      return { status: 'TIMED_OUT', error: undefined, cause: undefined };
    }
    if (reason instanceof ExecutionStopped) {
      const details = { error: reason.error, cause: reason.reason };
      finish('ExecutionAborted', { executionAbortedEventDetails: details });
      return { status: 'ABORTED', ...details };
    }
    const failure = asFailure(reason);
    const details = { error: failure.error, cause: failure.reason };
    finish('ExecutionFailed', { executionFailedEventDetails: details });
    return { status: 'FAILED', ...details };
  } finally {
    whole.end();
  }
}

async function runFlow(flow: Flow, input: Json, frame: Frame): Promise<Json> {
  let data = input;
  let text = boundedText(input, 'The input');
  for (let name: string | null = flow.startAt; name !== null; ) {
    frame.signal.throwIfAborted();
    const state: State = flow.states.get(name)!;
    frame.emit(`${state.type}StateEntered`, { stateEnteredEventDetails: { name, input: text } });
    const step = await runState(state, data, frame);
    frame.signal.throwIfAborted();
    data = step.output;
    text = step.text;
    frame.emit(`${state.type}StateExited`, { stateExitedEventDetails: { name, output: text } });
    name = step.next;
  }
  return data;
}

/** What comes after a state, and with which data. */
interface Step {
  readonly output: Json;
  /** JSON text of the output. */
  readonly text: string;
  readonly next: string | null;
}

/** One state with its retries and, when those are used up, its catchers. */
async function runState(state: State, input: Json, frame: Frame): Promise<Step> {
  const { clock, random } = frame.run.deps;
  const enteredTime = new Date(clock.now()).toISOString();
  const attempts = new Map<Retrier, number>();
  for (let retryCount = 0; ; retryCount += 1) {
    const stateContext = { EnteredTime: enteredTime, Name: state.name, RetryCount: retryCount };
    const context = {
      ...frame.run.context,
      State: stateContext,
      ...(frame.map === undefined ? {} : { Map: frame.map }),
    };
    const states = { input, context };
    try {
      return await attempt(state, states, frame);
    } catch (thrown) {
      frame.signal.throwIfAborted();
      const failure = asFailure(thrown);
      if (failure.error === ERROR.queryEvaluation) {
        const details = { state: state.name, error: failure.error, cause: failure.reason };
        frame.emit('EvaluationFailed', { evaluationFailedEventDetails: details });
      }
      if (!('catch' in state)) throw failure;
      const retrier = state.retry.find((rule) => matchesError(rule.ErrorEquals, failure));
      const used = retrier ? (attempts.get(retrier) ?? 0) : 0;
      if (retrier && used < retrier.MaxAttempts) {
        attempts.set(retrier, used + 1);
        await clock.sleep(retryDelay(retrier, used, random) * 1000, frame.signal);
        continue;
      }
      const catcher = state.catch.find((rule) => matchesError(rule.errorEquals, failure));
      if (!catcher) throw failure;
      return conclude(
        catcher,
        { ...states, errorOutput: failure.output },
        { ...failure.output },
        catcher.next,
        state,
        frame,
      );
    }
  }
}

/** Seconds before retry number `used` (0 is the first); full jitter draws evenly from nothing to the whole delay. */
export function retryDelay(retrier: Retrier, used: number, random: () => number): number {
  const grown = retrier.IntervalSeconds * retrier.BackoffRate ** used;
  const delay = Math.min(grown, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY);
  return retrier.JitterStrategy === 'FULL' ? delay * random() : delay;
}

/** `$states` without what only Output, Assign and Catch see. */
interface States extends Record<string, unknown> {
  readonly input: Json;
  readonly context: { readonly [key: string]: Json };
}

async function attempt(state: State, states: States, frame: Frame): Promise<Step> {
  const { input } = states;
  const bindings = frame.bindings(states);
  const withResult = (result: Json, next: string | null) =>
    conclude(state, { ...states, result }, result, next, state, frame);
  switch (state.type) {
    case 'Pass':
      return conclude(state, states, input, state.next, state, frame);
    case 'Succeed':
      return conclude(state, states, input, null, state, frame);
    case 'Fail': {
      const error = await state.error?.(bindings);
      const cause = await state.cause?.(bindings);
      throw new StateFailure(textOf(error), textOf(cause));
    }
    case 'Choice':
      return choose(state, states, frame);
    case 'Wait':
      await frame.run.deps.clock.sleep(await waitOf(state, states, frame), frame.signal);
      return conclude(state, states, input, state.next, state, frame);
    case 'Task': {
      const given = await state.arguments?.(bindings);
      const timeout = await wholeNumber(
        state.timeoutSeconds,
        states,
        frame,
        `State "${state.name}", field TimeoutSeconds`,
      );
      return withResult(await runTask(state, input, timeout, given, frame), state.next);
    }
    case 'Parallel': {
      const given = (await state.arguments?.(bindings)) ?? input;
      return withResult(await runParallel(state, given, frame, runFlow), state.next);
    }
    case 'Map':
      return withResult(await iterate(state, states, frame), state.next);
  }
}

/** Works out Output and Assign, both from the variables as they were before, and checks the size of what is handed on. */
async function conclude(
  handover: Handover,
  states: Record<string, unknown>,
  result: Json,
  next: string | null,
  state: State,
  frame: Frame,
): Promise<Step> {
  const bindings = frame.bindings(states);
  const output = handover.output ? await handover.output(bindings) : result;
  const assigned: [string, Json][] = [];
  for (const [name, template] of handover.assign) assigned.push([name, await template(bindings)]);
  if (assigned.length > 0) boundedText(Object.fromEntries(assigned), `State "${state.name}", field Assign`);
  const text = boundedText(output, `The output of state "${state.name}"`);
  frame.assign(assigned);
  return { output, text, next };
}

async function choose(state: ChoiceState, states: States, frame: Frame): Promise<Step> {
  const bindings = frame.bindings(states);
  for (const [index, choice] of state.choices.entries()) {
    const holds = await choice.condition(bindings);
    if (typeof holds !== 'boolean') {
      throw wrongValue(`State "${state.name}", field Choices[${index}].Condition`, 'true or false', holds);
    }
    if (holds) return conclude(choice, states, states.input, choice.next, state, frame);
  }
  if (state.default === undefined) {
    throw new StateFailure(ERROR.noChoiceMatched, `State "${state.name}": no choice matched and there is no Default.`);
  }
  return conclude(state, states, states.input, state.default, state, frame);
}

/** Milliseconds to wait. */
async function waitOf(state: WaitState, states: States, frame: Frame): Promise<number> {
  if (state.timestamp) {
    const timestamp = await state.timestamp(frame.bindings(states));
    const time = typeof timestamp === 'string' ? Date.parse(timestamp) : Number.NaN;
    if (Number.isNaN(time)) throw wrongValue(`State "${state.name}", field Timestamp`, 'a timestamp', timestamp);
    return Math.max(0, time - frame.run.deps.clock.now());
  }
  return ((await wholeNumber(state.seconds, states, frame, `State "${state.name}", field Seconds`)) ?? 0) * 1000;
}

async function iterate(state: MapState, states: States, frame: Frame): Promise<Json> {
  const bindings = frame.bindings(states);
  const items = state.items ? await state.items(bindings) : states.input;
  if (typeof items !== 'object' || items === null) {
    throw wrongValue(`State "${state.name}", field Items`, 'an array or an object', items);
  }
  const elements = Array.isArray(items)
    ? (items as readonly Json[]).map((Value, Index) => ({ Index, Value }))
    : Object.entries(items).map(([Key, Value], Index) => ({ Index, Key, Value: Value as Json }));
  const iterations: Iteration[] = [];
  for (const element of elements) {
    const map = { Item: element };
    const own = { ...states, context: { ...states.context, Map: map } };
    iterations.push({
      map,
      input: state.itemSelector ? await state.itemSelector(frame.bindings(own)) : element.Value,
    });
  }
  const number = (field: string, template: Template | undefined) =>
    wholeNumber(template, states, frame, `State "${state.name}", field ${field}`);
  const width = (await number('MaxConcurrency', state.maxConcurrency)) ?? 0;
  const count = await number('ToleratedFailureCount', state.toleratedCount);
  const percentage = await number('ToleratedFailurePercentage', state.toleratedPercentage);
  return runMap(state, iterations, width, { count, percentage }, frame, runFlow);
}

/** The value of a field that counts something; undefined where the field is absent. */
async function wholeNumber(template: Template | undefined, states: States, frame: Frame, place: string) {
  const value = await template?.(frame.bindings(states));
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
    throw wrongValue(place, 'a whole number that is not negative', value);
  }
  return value;
}

function wrongValue(place: string, wanted: string, value: Json): StateFailure {
  const text = JSON.stringify(value).slice(0, 200);
  return new StateFailure(ERROR.queryEvaluation, `${place}: expected ${wanted}, got ${text}.`);
}

function textOf(value: Json | undefined): string | undefined {
  return value === undefined || typeof value === 'string' ? value : JSON.stringify(value);
}
