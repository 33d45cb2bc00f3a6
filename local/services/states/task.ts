import { ERROR, StateFailure } from './failure.ts';
import { type Frame, fork, type InvokeReply, orAborted } from './frame.ts';
import { boundedText, type Json } from './json.ts';
import type { TaskState } from './machine.ts';

/**
 * Runs a Task: invokes its function and gives the result. With lambda:invoke that is `{ExecutedVersion, Payload,
 * StatusCode}`, with a function's own ARN the payload alone.
 * @throws StateFailure with the function's error type, Lambda.… where it could not be run, or States.Timeout.
 */
export async function runTask(
  state: TaskState,
  input: Json,
  timeoutSeconds: number | undefined,
  argumentsGiven: Json | undefined,
  frame: Frame,
): Promise<Json> {
  const given = argumentsGiven ?? (state.functionArn === null ? {} : input);
  const { functionArn, payload } =
    state.functionArn === null ? readInvoke(given, state.name) : { functionArn: state.functionArn, payload: given };
  const call = { resourceType: 'lambda', resource: state.functionArn ?? 'invoke' };
  const parameters = boundedText(given, `The arguments of state "${state.name}"`);
  frame.emit('TaskScheduled', { taskScheduledEventDetails: { ...call, parameters, timeoutInSeconds: timeoutSeconds } });
  frame.emit('TaskStarted', { taskStartedEventDetails: call });
  try {
    const reply = await invoke(functionArn, payload, timeoutSeconds, frame);
    const result = state.functionArn === null ? { ExecutedVersion: '$LATEST', Payload: reply, StatusCode: 200 } : reply;
    const output = boundedText(result, `The result of state "${state.name}"`);
    frame.emit('TaskSucceeded', { taskSucceededEventDetails: { ...call, output } });
    return result;
  } catch (thrown) {
    if (thrown instanceof StateFailure) {
      const details = { ...call, error: thrown.error, cause: thrown.reason };
      if (thrown.error === ERROR.timeout) frame.emit('TaskTimedOut', { taskTimedOutEventDetails: details });
      else frame.emit('TaskFailed', { taskFailedEventDetails: details });
    }
    throw thrown;
  }
}

function readInvoke(given: Json, name: string): { functionArn: string; payload: Json } {
  const { FunctionName, Payload, ...rest } = (given ?? {}) as { [key: string]: Json };
  const unknown = Object.keys(rest)[0];
  if (typeof FunctionName !== 'string' || unknown !== undefined) {
    const what = unknown === undefined ? 'FunctionName must be a string' : `"${unknown}" is not hosted`;
    throw new StateFailure(ERROR.runtime, `State "${name}", field Arguments: ${what}.`);
  }
  return { functionArn: FunctionName, payload: Payload === undefined ? {} : Payload };
}

async function invoke(
  functionArn: string,
  payload: Json,
  timeoutSeconds: number | undefined,
  frame: Frame,
): Promise<Json> {
  const { deps } = frame.run;
  const call = fork(frame.signal);
  try {
    const reply = orAborted(
      deps.invoke(functionArn, payload, call.signal).catch((thrown: unknown) => {
        throw couldNotRun(thrown);
      }),
      call.signal,
    );
    if (timeoutSeconds === undefined) return payloadOf(await reply);
    const deadline = deps.clock.sleep(timeoutSeconds * 1000, call.signal).then((): never => {
      throw new StateFailure(ERROR.timeout, `No answer within ${timeoutSeconds} seconds.`);
    });
    return payloadOf(await Promise.race([reply, deadline]));
  } finally {
    call.end();
  }
}

function payloadOf(reply: InvokeReply): Json {
  if (reply.functionError === undefined) return (reply.payload ?? null) as Json;
  const errorType = (reply.payload as { errorType?: unknown } | null)?.errorType;
  const cause = JSON.stringify(reply.payload);
  if (typeof errorType === 'string' && errorType !== '') throw new StateFailure(errorType, cause);
  throw new StateFailure('Lambda.Unknown', `The function gave no error type. It returned: ${cause}`);
}

/** The invocation itself failed: throttled, no such function, the host went away. */
function couldNotRun(thrown: unknown): StateFailure {
  const { name, message } = thrown instanceof Error ? thrown : new Error(String(thrown));
  return new StateFailure(name.endsWith('Exception') ? `Lambda.${name}` : 'Lambda.Unknown', message);
}
