/** Where the catalogue is: in the local cloud, or in a deployed stage. */
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { AppError } from '../../../core/errors.ts';
import { stackName } from '../../../lib/config.ts';
import { readOperator } from '../../operator.ts';
import { withCloud } from '../cloud.ts';
import { CatalogueTable } from './table.ts';

/** Opens the catalogue of the stage, or of the local cloud where none is named, for as long as `use` takes. */
export async function withCatalogue(
  place: { stage?: string | undefined; region?: string | undefined },
  use: (table: CatalogueTable) => Promise<void>,
): Promise<void> {
  const { stage, region } = place;
  if (stage !== undefined) {
    const config = region === undefined ? {} : { region };
    return withTable(config, await deployedTable(stage, config), use);
  }
  await withCloud(async (cloud, dataDir) => {
    const { credentials, catalogueTable } = readOperator(dataDir);
    await withTable({ endpoint: cloud.awsUrl, region: cloud.region, credentials }, catalogueTable, use);
  });
}

/** Without `info`, since for it the client makes a copy of every request, even where nobody logs. */
const QUIET = {} as NonNullable<DynamoDBClientConfig['logger']>;

async function withTable(
  config: DynamoDBClientConfig,
  name: string,
  use: (table: CatalogueTable) => Promise<void>,
): Promise<void> {
  const client = new DynamoDBClient({ ...config, logger: QUIET });
  try {
    await use(new CatalogueTable(DynamoDBDocumentClient.from(client), name));
  } finally {
    client.destroy();
  }
}

/** The name that the stage's stack tells. Throws `NotDeployed`. */
async function deployedTable(stage: string, config: { region?: string }): Promise<string> {
  // Only here, because it is no part of what a run of the local cloud needs.
  const { CloudFormationClient, DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation');
  const client = new CloudFormationClient(config);
  const name = stackName(stage, 'Recommendation');
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: name }));
    const output = Stacks?.[0]?.Outputs?.find(({ OutputKey }) => OutputKey === 'CatalogueTable')?.OutputValue;
    if (output !== undefined) return output;
    throw new AppError(
      'NotDeployed',
      404,
      `The stack ${name} does not tell its table. Deploy it again: npx cdk deploy ${name}`,
    );
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('NotDeployed', 404, `The stack ${name} could not be asked: ${reason}`, { cause });
  } finally {
    client.destroy();
  }
}
