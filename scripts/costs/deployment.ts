/** What of a deployment is billed, read from its templates and its state machine. */
import type { StepName } from '../../core/contracts/pipeline.ts';
import { recapMachine } from '../../lib/constructs/recap-machine.ts';

export type Templates = Readonly<
  Record<string, { Resources: Record<string, { Type: string; Properties?: Record<string, unknown> }> }>
>;

export interface Deployment {
  readonly alarms: number;
  /** Memory of each function in GB, by its handler's name. */
  readonly memory: ReadonlyMap<string, number>;
  /** States that a recap passes where nothing fails and no model writes, and which of them call a function. */
  readonly transitions: number;
  readonly steps: readonly StepName[];
}

export function readDeployment(templates: Templates): Deployment {
  const resources = Object.values(templates).flatMap((template) => Object.values(template.Resources));
  const functions = resources.filter(({ Type }) => Type === 'AWS::Lambda::Function');
  const memory = functions.flatMap(({ Properties = {} }): [string, number][] => {
    const handler = /^Sightsong (.+)$/.exec(String(Properties.Description))?.[1];
    return handler ? [[handler, Number(Properties.MemorySize) / 1024]] : [];
  });
  return {
    alarms: resources.filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm').length,
    memory: new Map(memory),
    ...passed(recapMachine((step) => step) as unknown as Machine),
  };
}

type State = {
  Type: string;
  Next?: string;
  Default?: string;
  Branches?: Machine[];
  Arguments?: { FunctionName?: StepName };
};
type Machine = { StartAt: string; States: Record<string, State> };

/** The way through a machine on which every choice takes its default. */
function passed(machine: Machine): { transitions: number; steps: StepName[] } {
  let transitions = 0;
  const steps: StepName[] = [];
  for (let at: string | undefined = machine.StartAt; at !== undefined; ) {
    const state: State = machine.States[at]!;
    transitions++;
    if (state.Arguments?.FunctionName) steps.push(state.Arguments.FunctionName);
    for (const branch of state.Branches ?? []) {
      const inner = passed(branch);
      transitions += inner.transitions;
      steps.push(...inner.steps);
    }
    at = state.Next ?? state.Default;
  }
  return { transitions, steps };
}
