/**
 * The runtime inside a function instance: loads the handler, then asks the Runtime API for one invocation after the
 * other, as Lambda's own Node.js runtime does. It is plain JavaScript so that the child starts without stripping types.
 */
import { existsSync, readFileSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';

const runtimeApi = process.env.AWS_LAMBDA_RUNTIME_API;
const taskRoot = process.env.LAMBDA_TASK_ROOT;
const agent = new Agent({ keepAlive: true, maxSockets: 2 });
let currentRequestId = null;

// The host holds the other end of stdin. When the host is gone, however it went, the instance must not outlive it.
process.stdin.on('error', () => process.exit(0));
process.stdin.on('close', () => process.exit(0));
process.stdin.resume();

process.on('uncaughtException', (error) => crash(toFunctionError(error), 129));
process.on('unhandledRejection', (reason) => {
  const cause = toFunctionError(reason);
  const errorMessage = `${cause.errorType}: ${cause.errorMessage}`;
  crash({ errorType: 'Runtime.UnhandledPromiseRejection', errorMessage, trace: cause.trace }, 128);
});

let handler;
try {
  handler = await loadHandler();
} catch (error) {
  await call('POST', 'init/error', JSON.stringify(toFunctionError(error)));
  process.exit(1);
}

for (;;) {
  const { headers, body } = await call('GET', 'invocation/next');
  await runOne(headers, body);
}

async function runOne(headers, body) {
  const requestId = headers['lambda-runtime-aws-request-id'];
  currentRequestId = requestId;
  process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'];
  let outcome;
  try {
    const result = await handler(JSON.parse(body), contextOf(headers));
    outcome = ['response', JSON.stringify(result) ?? 'null'];
  } catch (error) {
    outcome = ['error', JSON.stringify(toFunctionError(error))];
  }
  currentRequestId = null;
  await call('POST', `invocation/${requestId}/${outcome[0]}`, outcome[1]);
}

function contextOf(headers) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

async function loadHandler() {
  const name = process.env._HANDLER;
  const dot = name.lastIndexOf('.');
  const [module, exportName] = [name.slice(0, dot), name.slice(dot + 1)];
  const file = ['.js', '.mjs', '.cjs'].map((end) => join(taskRoot, module + end)).find((path) => existsSync(path));
  if (!file) throw named('Runtime.ImportModuleError', `Cannot find module '${module}' in ${taskRoot}`);
  if (file.endsWith('.js')) loadAsInAnEmptyPackage(file);
  const loaded = await import(pathToFileURL(file).href);
  const found = loaded[exportName] ?? loaded.default?.[exportName];
  if (typeof found !== 'function') {
    throw named('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
  }
  return found;
}

/**
 * In the cloud nothing lies above the task root. Here the project's own package.json does, and its "type" would decide
 * how a bare index.js is read; so the format is found as Node finds it where no package.json exists: by the syntax.
 */
function loadAsInAnEmptyPackage(file) {
  if (existsSync(join(taskRoot, 'package.json'))) return;
  const url = pathToFileURL(file).href;
  registerHooks({
    load: (candidate, context, nextLoad) =>
      nextLoad(candidate, candidate === url ? { ...context, format: formatOf(file) } : context),
  });
}

function formatOf(file) {
  try {
    new Script(`(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'utf8')}\n})`);
    return 'commonjs';
  } catch {
    return 'module';
  }
}

function named(name, message) {
  const error = new Error(message);
  error.name = name;
  return error;
}

function toFunctionError(error) {
  if (error instanceof Error || (typeof error === 'object' && error !== null && 'message' in error)) {
    const trace = typeof error.stack === 'string' ? error.stack.split('\n') : [];
    return { errorType: String(error.name ?? 'Error'), errorMessage: String(error.message), trace };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}

async function crash(error, exitCode) {
  process.stderr.write(`${error.trace.join('\n') || error.errorMessage}\n`);
  const requestId = currentRequestId;
  currentRequestId = null;
  if (requestId) await call('POST', `invocation/${requestId}/error`, JSON.stringify(error));
  process.exit(exitCode);
}

/** One call of the Runtime API. A dropped connection means that the host is gone. */
function call(method, operation, body) {
  return new Promise((resolve) => {
    const bytes = body === undefined ? undefined : Buffer.from(body);
    const headers = bytes ? { 'content-type': 'application/json', 'content-length': bytes.length } : {};
    const outgoing = httpRequest(`http://${runtimeApi}/2018-06-01/runtime/${operation}`, { method, agent, headers });
    outgoing.on('error', () => process.exit(1));
    outgoing.on('response', (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', () => process.exit(1));
      response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks).toString('utf8') }));
    });
    outgoing.end(bytes);
  });
}
