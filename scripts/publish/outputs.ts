/** Where a stage is: read from what its stacks tell of themselves. */
import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { AppError } from '../../core/errors.ts';
import { stackName } from '../../lib/config.ts';

/** What the publication needs, by stack (the last part of its name) and output. */
export const OUTPUTS = {
  Hosting: ['AppId', 'BranchName', 'WebOrigin'],
  Storage: ['MediaUrl'],
  Api: ['ApiUrl'],
} as const;

type OutputName = (typeof OUTPUTS)[keyof typeof OUTPUTS][number];
/** A deployed stage, by the names of the outputs. */
export type Deployment = Record<OutputName, string>;

/** Throws NotDeployed for a stack or an output that is not there, and whatever the client throws. */
export async function readDeployment(client: CloudFormationClient, stage: string): Promise<Deployment> {
  const found = await Promise.all(
    Object.entries(OUTPUTS).map(([part, names]) => readOutputs(client, stackName(stage, part), names)),
  );
  return Object.assign({}, ...found) as Deployment;
}

async function readOutputs(
  client: CloudFormationClient,
  name: string,
  wanted: readonly string[],
): Promise<Record<string, string>> {
  const stack = await describe(client, name);
  if (!stack) throw notDeployed(`There is no stack ${name} in ${await client.config.region()}.`, name);
  const outputs = new Map(stack.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  return Object.fromEntries(
    wanted.map((key) => {
      const value = outputs.get(key);
      if (value === undefined) {
        throw notDeployed(`The stack ${name} (${stack.StackStatus}) does not tell its ${key}.`, name);
      }
      return [key, value];
    }),
  );
}

async function describe(client: CloudFormationClient, name: string) {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: name }));
    return Stacks?.[0];
  } catch (error) {
    // This is how CloudFormation says that it does not know the name.
    if (error instanceof Error && error.name === 'ValidationError') return undefined;
    throw error;
  }
}

function notDeployed(finding: string, stack: string): AppError {
  return new AppError('NotDeployed', 404, `${finding} Deploy it first: npx cdk deploy ${stack}`);
}
