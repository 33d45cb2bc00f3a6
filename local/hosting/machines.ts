import { z } from 'zod';
import type { StateMachines } from '../services/states.ts';
import type { Assembly } from '../template.ts';
import { ofType, read } from './properties.ts';

const shape = z.object({ DefinitionString: z.string(), RoleArn: z.string() });

/** Registers every state machine of the template. */
export function registerMachines(assembly: Assembly, machines: StateMachines): void {
  for (const resource of ofType(assembly, 'AWS::StepFunctions::StateMachine')) {
    const { DefinitionString, RoleArn } = read(resource, shape);
    machines.register({
      arn: resource.arn ?? resource.physicalId,
      name: resource.name,
      roleArn: RoleArn,
      definition: DefinitionString,
    });
  }
}
