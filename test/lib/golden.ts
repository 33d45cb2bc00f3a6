/** Templates as they are kept for comparison: without what changes when code changes and the infrastructure does not. */
import type { Resource, Template } from './synthesised.ts';

type Join = { 'Fn::Join': [string, (string | { 'Fn::GetAtt': [string, string] } | { Ref: string })[]] };

/** The definition of a state machine, `${LogicalId.Arn}` standing where CloudFormation puts an ARN. */
export function definitionOf({ Properties }: Resource): unknown {
  const [, parts] = (Properties.DefinitionString as Join)['Fn::Join'];
  const text = parts.map((part) => {
    if (typeof part === 'string') return part;
    return `\${${'Ref' in part ? part.Ref : part['Fn::GetAtt'].join('.')}}`;
  });
  return JSON.parse(text.join(''));
}

/** The resources and outputs, with asset hashes replaced and the state machine's definition readable. */
export function placeholders({ Resources, Outputs }: Template): unknown {
  const readable = Object.fromEntries(
    Object.entries(Resources).map(([id, resource]) => {
      if (resource.Type !== 'AWS::StepFunctions::StateMachine') return [id, resource];
      const { DefinitionString: _, ...rest } = resource.Properties;
      return [id, { ...resource, Properties: { ...rest, Definition: definitionOf(resource) } }];
    }),
  );
  return JSON.parse(JSON.stringify({ Resources: readable, Outputs }).replaceAll(/[0-9a-f]{64}/g, '<asset hash>'));
}
