import { z } from 'zod';
import { AppError } from '../../../core/errors.ts';
import type { StateMachines } from '../states.ts';
import { jsonService } from '../wire/json.ts';
import type { WireService } from '../wire.ts';
import type { ExecutionSummary } from './execution-store.ts';

const arn = z.string().min(1).max(256);
const startRequest = z.object({
  stateMachineArn: arn,
  name: z.string().optional(),
  input: z.string().optional(),
});
const describeRequest = z.object({ executionArn: arn });
const stopRequest = z.object({
  executionArn: arn,
  error: z.string().max(256).optional(),
  cause: z.string().max(32_768).optional(),
});
const paging = { maxResults: z.number().int().min(0).max(1000).optional(), nextToken: z.string().optional() };
const listRequest = z.object({
  stateMachineArn: arn,
  statusFilter: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']).optional(),
  ...paging,
});
const historyRequest = z.object({
  executionArn: arn,
  reverseOrder: z.boolean().default(false),
  includeExecutionData: z.boolean().default(true),
  ...paging,
});

const DEFAULT_PAGE = 100;

type Reply = Record<string, unknown>;

/** The Step Functions API over the state machines, as a service on the wire. */
export function statesService(machines: StateMachines): WireService {
  return jsonService({
    signingName: 'states',
    targetPrefix: 'AWSStepFunctions',
    protocol: '1.0',
    operations: statesOperations(machines),
  });
}

/** The operations alone; each throws an AppError whose code is the exception's name on the wire. */
export function statesOperations(machines: StateMachines) {
  return {
    async StartExecution(body: unknown): Promise<Reply> {
      const { executionArn, startDate } = await machines.start(parse(startRequest, body));
      return { executionArn, startDate: startDate / 1000 };
    },
    async StopExecution(body: unknown): Promise<Reply> {
      const { executionArn, error, cause } = parse(stopRequest, body);
      return { stopDate: (await machines.stop(executionArn, error, cause)) / 1000 };
    },
    async DescribeExecution(body: unknown): Promise<Reply> {
      const record = await machines.read(parse(describeRequest, body).executionArn);
      const texts = {
        input: record.input,
        inputDetails: { included: true },
        ...(record.output === null ? {} : { output: record.output, outputDetails: { included: true } }),
        ...(record.error === null ? {} : { error: record.error }),
        ...(record.cause === null ? {} : { cause: record.cause }),
      };
      return { ...listed(record), ...texts };
    },
    async ListExecutions(body: unknown): Promise<Reply> {
      const { stateMachineArn, statusFilter, ...page } = parse(listRequest, body);
      const all = machines
        .list(stateMachineArn)
        .filter((one) => statusFilter === undefined || one.status === statusFilter);
      const { items, nextToken } = pageOf(all, (one) => one.executionArn, page);
      return { executions: items.map(listed), ...nextToken };
    },
    async GetExecutionHistory(body: unknown): Promise<Reply> {
      const { executionArn, reverseOrder, includeExecutionData, ...page } = parse(historyRequest, body);
      const all = [...(await machines.history(executionArn))];
      if (reverseOrder) all.reverse();
      const { items, nextToken } = pageOf(all, (event) => String(event.id), page);
      const events = items.map((event) => ({
        ...(includeExecutionData ? event : withoutData(event)),
        timestamp: event.timestamp / 1000,
      }));
      return { events, ...nextToken };
    },
  };
}

function listed(one: ExecutionSummary): Reply {
  return {
    executionArn: one.executionArn,
    stateMachineArn: one.stateMachineArn,
    name: one.name,
    status: one.status,
    startDate: one.startDate / 1000,
    ...(one.stopDate === null ? {} : { stopDate: one.stopDate / 1000 }),
    redriveCount: 0,
  };
}

/** The token names the last item of the page before, so that new executions do not shift the pages. */
function pageOf<T>(
  all: readonly T[],
  keyOf: (item: T) => string,
  page: { maxResults?: number | undefined; nextToken?: string | undefined },
): { items: readonly T[]; nextToken: { nextToken?: string } } {
  let start = 0;
  if (page.nextToken !== undefined) {
    const last = Buffer.from(page.nextToken, 'base64url').toString();
    start = all.findIndex((item) => keyOf(item) === last) + 1;
    if (start === 0) throw new AppError('InvalidToken', 400, `Invalid Token: '${page.nextToken}'`);
  }
  const items = all.slice(start, start + (page.maxResults || DEFAULT_PAGE));
  const more = start + items.length < all.length;
  return { items, nextToken: more ? { nextToken: Buffer.from(keyOf(items.at(-1)!)).toString('base64url') } : {} };
}

const DATA_FIELDS: ReadonlySet<string> = new Set(['input', 'output', 'parameters']);

function withoutData(event: Readonly<Record<string, unknown>>): Reply {
  return Object.fromEntries(
    Object.entries(event).map(([key, details]) => [
      key,
      typeof details === 'object' && details !== null
        ? Object.fromEntries(Object.entries(details).filter(([field]) => !DATA_FIELDS.has(field)))
        : details,
    ]),
  );
}

function parse<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new AppError('ValidationException', 400, `${issue.path.join('.') || 'The request'}: ${issue.message}`);
}
