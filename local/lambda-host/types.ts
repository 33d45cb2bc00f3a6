/** One Lambda function as the resolved template describes it. */
export interface LambdaFunctionConfig {
  functionName: string;
  arn: string;
  /** The role it acts with. */
  roleArn: string;
  /** Absolute path of the asset folder that holds the bundled handler file. */
  codeDir: string;
  /** `<file without extension>.<export>`, for example `index.handler`. */
  handler: string;
  /** Only `nodejs24.x` is accepted. */
  runtime: string;
  /** 128 to 10240; becomes the heap limit of the child process. */
  memoryMb: number;
  /** 1 to 900. */
  timeoutSeconds: number;
  /** Environment variables exactly as the template gives them. */
  environment: Readonly<Record<string, string>>;
}

/** What an invocation came to. `payload` is parsed JSON: the handler's result, or a {@link FunctionError}. */
export interface InvokeResult {
  payload: unknown;
  /** Present, with the value `Unhandled`, when the function failed. */
  functionError?: 'Unhandled';
}

/** The payload of a failed invocation, as Lambda shapes it. `errorType` is the thrown error's `name`. */
export interface FunctionError {
  errorType: string;
  errorMessage: string;
  trace: string[];
}

/** One line a function wrote, or that the host wrote about it (START, END and REPORT). */
export interface LogLine {
  functionName: string;
  /** Which child process; stable over its life. */
  instanceId: string;
  stream: 'stdout' | 'stderr' | 'platform';
  line: string;
}

/** Receives every log line; must not throw. */
export type LogSink = (line: LogLine) => void;

/** An asynchronous invocation that failed on every attempt. */
export interface DeadLetter {
  functionArn: string;
  requestId: string;
  payload: unknown;
  error: FunctionError;
  attempts: number;
}

/** Lambda's limit for a synchronous request or response: 6 MB and the 100 bytes it grants for the envelope. */
export const MAX_SYNC_PAYLOAD_BYTES = 6 * 1024 * 1024 + 100;

/** Lambda's limit for an asynchronous request. */
export const MAX_ASYNC_PAYLOAD_BYTES = 1024 * 1024;
