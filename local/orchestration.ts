/** State machines and the event bus that starts them. */
import { join } from 'node:path';
import { ofType } from './hosting/properties.ts';
import type { Iam } from './iam.ts';
import type { LambdaHost } from './lambda-host.ts';
import { EventBus } from './services/events.ts';
import { stateMachineSpec } from './services/states/machine-resource.ts';
import { StateMachines } from './services/states.ts';
import type { Assembly } from './template.ts';

export type OrchestrationOptions = {
  assembly: Assembly;
  dataDir: string;
  region: string;
  accountId: string;
  lambdas: LambdaHost;
  iam: Iam;
  closers: AsyncDisposableStack;
  onError: (error: unknown, where: string) => void;
  /** A number in [0, 1) for the jitter of retries. */
  random?: (() => number) | undefined;
};

export type Orchestration = {
  bus: EventBus;
  machines: StateMachines;
  /** ARNs of the functions that the machines run. */
  machineFunctions: () => string[];
  /** Takes up what an earlier run of the cloud left in the middle. */
  resume: () => Promise<void>;
};

export async function startOrchestration(options: OrchestrationOptions): Promise<Orchestration> {
  const { assembly, dataDir, region, accountId, lambdas, iam, closers, onError, random } = options;
  const machines = await StateMachines.open({
    folder: join(dataDir, 'executions'),
    invoke: (functionArn, payload, signal) => lambdas.invoke(functionArn, payload, { signal }),
    authorise: iam.authoriseTask,
    onStatusChange: (event) => void bus.putEvent(event),
    onError,
    ...(random ? { random } : {}),
  });
  const bus = new EventBus({
    region,
    accountId,
    authorise: iam.authoriseDelivery,
    startExecution: (stateMachineArn, name, input) => machines.start({ stateMachineArn, name, input }),
    invokeFunction: async (functionArn, payload) => lambdas.invokeAsync(functionArn, payload),
    sendToQueue: async (queueArn, body) => onError(body, `kept in ${queueArn}`),
    onUndelivered: ({ error, targetArn }) => onError(error, `event for ${targetArn}`),
  });
  // The bus closes first: what it still delivers needs the machines, and what they still run needs the functions.
  closers.defer(() => machines.close());
  closers.defer(() => bus.close());
  const specs = ofType(assembly, 'AWS::StepFunctions::StateMachine').map(stateMachineSpec);
  for (const spec of specs) machines.register(spec);
  for (const resource of ofType(assembly, 'AWS::Events::Rule')) bus.addRule(resource);
  return {
    bus,
    machines,
    machineFunctions: () =>
      lambdas.functions
        .map(({ arn }) => arn)
        .filter((arn) => specs.some(({ definition }) => String(definition).includes(`"${arn}"`))),
    async resume() {
      await machines.repeatEndings();
      for (const { executionArn } of machines.unfinished()) {
        try {
          await machines.resume(executionArn);
        } catch (error) {
          // Its machine is no longer in the template: ended, so that the rule on stopped executions tells its owner.
          onError(error, `resuming ${executionArn}`);
          await machines.stop(executionArn, 'States.Runtime', 'The state machine is gone.');
        }
      }
    },
  };
}
