import { AppError } from '../../../core/errors.ts';
import type { StateMachineSpec } from '../states.ts';

/** An AWS::StepFunctions::StateMachine of the template, resolved. */
export interface MachineResource {
  readonly name: string;
  readonly arn: string | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** @throws AppError InvalidDefinition for an Express machine and a definition kept in S3. */
export function stateMachineSpec(resource: MachineResource): StateMachineSpec {
  const { StateMachineType: type = 'STANDARD', RoleArn: roleArn, Definition: definition } = resource.properties;
  if (type !== 'STANDARD') throw refusal(resource, `machines of type ${String(type)} are not hosted`);
  const text = resource.properties.DefinitionString ?? (definition && JSON.stringify(definition));
  if (typeof text !== 'string') throw refusal(resource, 'it has neither Definition nor DefinitionString');
  const substitutions = (resource.properties.DefinitionSubstitutions ?? {}) as Record<string, unknown>;
  const substituted = text.replace(/\$\{(\w+)\}/g, (whole, name: string) =>
    // The text is JSON already, so what is put into its strings is escaped as such.
    Object.hasOwn(substitutions, name) ? JSON.stringify(String(substitutions[name])).slice(1, -1) : whole,
  );
  return { arn: resource.arn ?? '', name: resource.name, roleArn: String(roleArn), definition: substituted };
}

function refusal(resource: MachineResource, why: string): AppError {
  return new AppError('InvalidDefinition', 400, `State machine "${resource.name}": ${why}.`);
}
