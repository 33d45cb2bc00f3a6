import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import type { Iam } from '../iam.ts';
import type { LambdaHost } from '../lambda-host.ts';
import {
  type CodeMessage,
  openUserPools,
  type PreSignUpEvent,
  type UserPoolConfig,
  type UserPools,
  userPoolFromTemplate,
} from '../services/user-pool.ts';
import type { Assembly, Resource } from '../template.ts';
import { ofType, read } from './properties.ts';

const poolShape = z.looseObject({ LambdaConfig: z.strictObject({ PreSignUp: z.string() }).partial().optional() });
const clientShape = z.looseObject({ UserPoolId: z.string() });

export type HostedPools = UserPools & {
  /** The web app's client. */
  clientId: string;
};

/** Opens the template's user pools with their triggers; codes go to files in `<dataDir>/mail`. */
export async function hostUserPools(
  assembly: Assembly,
  dataDir: string,
  region: string,
  lambdas: LambdaHost,
  iam: Iam,
): Promise<HostedPools> {
  const clients = ofType(assembly, 'AWS::Cognito::UserPoolClient');
  const [first] = clients;
  if (!first) throw new AppError('UnsupportedTemplate', 500, 'The template has no user pool client for the web app.');
  const pools = ofType(assembly, 'AWS::Cognito::UserPool').map((pool) =>
    poolConfig(pool, clients, region, lambdas, iam),
  );
  const deliver = (message: CodeMessage) => putInMailBox(join(dataDir, 'mail'), message);
  return {
    ...(await openUserPools({ folder: join(dataDir, 'user-pools'), pools, deliver })),
    clientId: first.physicalId,
  };
}

function poolConfig(
  pool: Resource,
  clients: readonly Resource[],
  region: string,
  lambdas: LambdaHost,
  iam: Iam,
): UserPoolConfig {
  const trigger = read(pool, poolShape).LambdaConfig?.PreSignUp;
  const config = userPoolFromTemplate({
    userPoolId: pool.physicalId,
    region,
    properties: pool.properties,
    clients: clients
      .filter((client) => read(client, clientShape).UserPoolId === pool.physicalId)
      .map((client) => ({ clientId: client.physicalId, properties: client.properties })),
  });
  if (trigger === undefined) return config;
  return {
    ...config,
    preSignUp: async (event) => {
      iam.authoriseTrigger('PreSignUp', trigger, pool.arn ?? '');
      const { payload, functionError } = await lambdas.invoke(trigger, event);
      if (!functionError) return payload as PreSignUpEvent;
      const { errorMessage } = payload as { errorMessage: string };
      throw new AppError('UserLambdaValidationException', 400, `PreSignUp failed with error ${errorMessage}.`);
    },
  };
}

/** The local mail box: one file a message, readable by its owner alone. */
function putInMailBox(folder: string, { destination, code, kind }: CodeMessage): void {
  mkdirSync(folder, { recursive: true });
  const name = `${Date.now()}-${kind}.txt`;
  writeFileSync(join(folder, name), `To: ${destination}\n\nYour code is ${code}.\n`, { mode: 0o600 });
}
