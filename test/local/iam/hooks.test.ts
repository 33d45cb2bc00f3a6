/** That each hosted service asks before it acts, and what a refusal comes to there. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import { createGateway } from '../../../local/gateway.ts';
import { EventBus, type Undelivered } from '../../../local/services/events.ts';
import { StateMachines } from '../../../local/services/states.ts';
import { hostOf, lambdaFunction } from '../lambda-host/support.ts';
import { functionArn } from './assembly.ts';

it('a function acts with credentials of its own', async () => {
  const source = 'export const handler = async () => [process.env.AWS_ACCESS_KEY_ID, process.env.AWS_ENDPOINT_URL];';
  const functions = [lambdaFunction(source), lambdaFunction(source)];
  const { host } = await hostOf(functions, {
    environment: { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' },
    credentialsOf: ({ roleArn }) => ({ AWS_ACCESS_KEY_ID: `key of ${roleArn}` }),
  });
  for (const { arn, roleArn } of functions) {
    expect((await host.invoke(arn, {})).payload).toEqual([`key of ${roleArn}`, 'http://127.0.0.1:1']);
  }
});

it('a task whose machine may not invoke fails as Lambda.AWSLambdaException, which Catch can name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'states-'));
  const invoked: string[] = [];
  const asked: unknown[] = [];
  const machines = await StateMachines.open({
    folder,
    invoke: async (arn) => {
      invoked.push(arn);
      return { payload: 'done' };
    },
    authorise: (task, arn) => {
      asked.push([task, arn]);
      if (arn === functionArn('closed')) throw new AppError('AWSLambdaException', 403, 'User: x is not authorized');
    },
    onStatusChange: () => {},
    onError: () => {},
  });
  const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:m';
  const invoking = (name: string, rest: object) => ({
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: functionArn(name) },
    ...rest,
  });
  const Catch = [
    { ErrorEquals: ['Lambda.AWSLambdaException'], Assign: { why: '{% $states.errorOutput.Cause %}' }, Next: 'Caught' },
  ];
  machines.register({
    arn: stateMachineArn,
    name: 'm',
    roleArn: 'arn:aws:iam::123456789012:role/m',
    definition: {
      QueryLanguage: 'JSONata',
      StartAt: 'Open',
      States: {
        Open: invoking('open', { Next: 'Closed' }),
        Closed: invoking('closed', { Catch, End: true }),
        Caught: { Type: 'Pass', Output: '{% $why %}', End: true },
      },
    },
  });
  const { executionArn } = await machines.start({ stateMachineArn, name: 'one' });
  await machines.idle();
  expect(await machines.read(executionArn)).toMatchObject({
    status: 'SUCCEEDED',
    output: '"User: x is not authorized"',
  });
  expect(invoked).toEqual([functionArn('open')]);
  const task = { roleArn: 'arn:aws:iam::123456789012:role/m', stateMachineArn, executionName: 'one' };
  expect(asked[0]).toEqual([task, functionArn('open')]);
  await machines.close();
  await rm(folder, { recursive: true });
});

const queue = 'arn:aws:sqs:us-east-1:123456789012:dead';
const machine = 'arn:aws:states:us-east-1:123456789012:stateMachine:m';

async function deliver(isRefused: (kind: string) => boolean) {
  const queued: Readonly<Record<string, string>>[] = [];
  const started: string[] = [];
  const undelivered: Undelivered[] = [];
  const asked: unknown[] = [];
  const bus = new EventBus({
    region: 'us-east-1',
    accountId: '123456789012',
    authorise: (delivery) => {
      asked.push(delivery);
      if (isRefused(delivery.kind)) throw new AppError('NO_PERMISSIONS', 403, 'not authorized');
    },
    startExecution: async (arn) => started.push(arn),
    invokeFunction: async () => {},
    sendToQueue: async (_, __, attributes) => queued.push(attributes),
    onUndelivered: (one) => undelivered.push(one),
  });
  bus.addRule({
    name: 'r',
    arn: 'arn:rule',
    properties: {
      EventPattern: { source: ['s'] },
      Targets: [{ Id: 'T', Arn: machine, RoleArn: 'arn:role', DeadLetterConfig: { Arn: queue } }],
    },
  });
  bus.putEvent({ source: 's', 'detail-type': 'd', detail: {} });
  await bus.idle();
  return { queued, started, undelivered, asked };
}

it('a rule without the right to its target puts the event on the queue at once', async () => {
  const { queued, started, asked } = await deliver((kind) => kind === 'state machine');
  expect(started).toEqual([]);
  expect(queued).toMatchObject([{ ERROR_CODE: 'NO_PERMISSIONS', RETRY_ATTEMPTS: '0' }]);
  expect(asked).toEqual([
    { kind: 'state machine', ruleArn: 'arn:rule', targetArn: machine, roleArn: 'arn:role' },
    { kind: 'queue', ruleArn: 'arn:rule', targetArn: queue, roleArn: null },
  ]);
});

it('a rule without any right tells of the lost event', async () => {
  const { queued, undelivered } = await deliver(() => true);
  expect(queued).toEqual([]);
  expect(undelivered.map(({ targetArn }) => targetArn)).toEqual([machine, queue]);
});

it('an API answers 500 where the function does not let it in', async () => {
  const asked: unknown[] = [];
  const gateway = await createGateway({
    config: {
      api: { id: 'a1' },
      routes: ['open', 'closed'].map((name) => ({ routeKey: `GET /${name}/{id}`, functionArn: name })),
      stage: { name: '$default' },
    },
    port: 0,
    invoke: async () => ({ payload: 'in' }),
    authorise: (functionName, route) => {
      asked.push(route);
      if (functionName === 'closed') throw new AppError('AccessDeniedException', 403, 'secret detail');
    },
    keysFor: async () => [],
    accessLog: () => {},
  });
  const get = async (path: string) => {
    const response = await fetch(`${gateway.url}${path}`);
    return [response.status, await response.text()];
  };
  expect(await get('/open/1')).toEqual([200, 'in']);
  expect(await get('/closed/1')).toEqual([500, '{"message":"Internal Server Error"}']);
  expect(asked[0]).toEqual({ apiId: 'a1', stage: '$default', routeKey: 'GET /open/{id}' });
  await gateway.close();
});
