import { asFailure, Cancelled, ERROR, StateFailure } from './failure.ts';
import { type Frame, fork } from './frame.ts';
import type { Json } from './json.ts';
import type { Flow, MapState, ParallelState } from './machine.ts';

/** Runs a flow to its end and gives its output. */
export type RunFlow = (flow: Flow, input: Json, frame: Frame) => Promise<Json>;

/** Most iterations of an inline Map that run at the same time. */
const MOST_ITERATIONS = 40;

/** Runs the branches side by side; the first failure cancels the others and is the state's own. */
export async function runParallel(state: ParallelState, input: Json, frame: Frame, runFlow: RunFlow): Promise<Json> {
  const branches = fork(frame.signal);
  frame.emit('ParallelStateStarted');
  const lines = state.branches.map((branch) => runFlow(branch, input, frame.child(branches.signal)));
  try {
    const outputs = await Promise.all(lines);
    frame.emit('ParallelStateSucceeded');
    return outputs;
  } catch (thrown) {
    branches.abort(new Cancelled());
    await Promise.allSettled(lines);
    frame.emit('ParallelStateFailed', failedDetails('parallelStateFailedEventDetails', thrown));
    throw thrown;
  } finally {
    branches.end();
  }
}

/** How many iterations may fail; undefined where the state does not say. */
export interface Tolerance {
  readonly count: number | undefined;
  /** 0..100 */
  readonly percentage: number | undefined;
}

/** One element to iterate over: what `$states.context.Map` shows and what the iteration gets. */
export interface Iteration {
  readonly map: Json;
  readonly input: Json;
}

/**
 * Runs the processor once for each element, at most `maxConcurrency` at a time (0: as many as there may be). The result
 * holds the outputs in order; a tolerated failure leaves no output.
 */
export async function runMap(
  state: MapState,
  iterations: readonly Iteration[],
  maxConcurrency: number,
  tolerance: Tolerance,
  frame: Frame,
  runFlow: RunFlow,
): Promise<Json> {
  const group = fork(frame.signal);
  const outputs: (Json | undefined)[] = iterations.map(() => undefined);
  let next = 0;
  let failed = 0;

  const iterate = async (index: number) => {
    const details = { name: state.name, index };
    const inner = frame.child(group.signal, iterations[index]!.map);
    inner.emit('MapIterationStarted', { mapIterationStartedEventDetails: details });
    try {
      outputs[index] = await runFlow(state.processor, iterations[index]!.input, inner);
      inner.emit('MapIterationSucceeded', { mapIterationSucceededEventDetails: details });
    } catch (thrown) {
      group.signal.throwIfAborted();
      inner.emit('MapIterationFailed', { mapIterationFailedEventDetails: details });
      failed += 1;
      tolerate(asFailure(thrown), failed, iterations.length, tolerance, state.name);
    }
  };
  const worker = async () => {
    while (next < iterations.length) {
      const index = next;
      next += 1;
      await iterate(index);
    }
  };

  frame.emit('MapStateStarted', { mapStateStartedEventDetails: { length: iterations.length } });
  const width = Math.min(iterations.length, maxConcurrency === 0 ? MOST_ITERATIONS : maxConcurrency, MOST_ITERATIONS);
  const workers = Array.from({ length: width }, worker);
  try {
    await Promise.all(workers);
    frame.emit('MapStateSucceeded');
    return outputs.filter((output) => output !== undefined);
  } catch (thrown) {
    group.abort(new Cancelled());
    await Promise.allSettled(workers);
    frame.emit('MapStateFailed', failedDetails('mapStateFailedEventDetails', thrown));
    throw thrown;
  } finally {
    group.end();
  }
}

function tolerate(failure: StateFailure, failed: number, total: number, tolerance: Tolerance, name: string): void {
  const { count, percentage } = tolerance;
  if ((count ?? 0) === 0 && (percentage ?? 0) === 0) throw failure;
  const tooMany = count !== undefined && failed > count;
  const tooLargeShare = percentage !== undefined && (failed * 100) / total > percentage;
  if (tooMany || tooLargeShare) {
    throw new StateFailure(ERROR.toleranceExceeded, `State "${name}": ${failed} of ${total} iterations failed.`);
  }
}

function failedDetails(key: string, thrown: unknown): Record<string, unknown> {
  const failure = asFailure(thrown);
  return { [key]: { error: failure.error, cause: failure.reason } };
}
