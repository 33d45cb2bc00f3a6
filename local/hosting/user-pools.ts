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
const ofPool = z.looseObject({ UserPoolId: z.string() });

export type HostedPools = UserPools & {
  /** The web app's client, and its pool. */
  clientId: string;
  userPoolId: string;
};

/** Opens the template's user pools with their triggers; `deliver` brings codes to whoever asked for them. */
export async function hostUserPools(
  assembly: Assembly,
  dataDir: string,
  region: string,
  lambdas: LambdaHost,
  iam: Iam,
  deliver: (message: CodeMessage) => void,
): Promise<HostedPools> {
  const clients = ofType(assembly, 'AWS::Cognito::UserPoolClient');
  const [first] = clients;
  if (!first) throw new AppError('UnsupportedTemplate', 500, 'The template has no user pool client for the web app.');
  const groups = ofType(assembly, 'AWS::Cognito::UserPoolGroup');
  const pools = ofType(assembly, 'AWS::Cognito::UserPool').map((pool) =>
    poolConfig(pool, { clients, groups }, region, lambdas, iam),
  );
  return {
    ...(await openUserPools({ folder: join(dataDir, 'user-pools'), pools, deliver })),
    clientId: first.physicalId,
    userPoolId: read(first, ofPool).UserPoolId,
  };
}

const belonging = (resources: readonly Resource[], pool: Resource) =>
  resources.filter((resource) => read(resource, ofPool).UserPoolId === pool.physicalId);

function poolConfig(
  pool: Resource,
  { clients, groups }: Record<'clients' | 'groups', readonly Resource[]>,
  region: string,
  lambdas: LambdaHost,
  iam: Iam,
): UserPoolConfig {
  const trigger = read(pool, poolShape).LambdaConfig?.PreSignUp;
  const config = userPoolFromTemplate({
    userPoolId: pool.physicalId,
    region,
    properties: pool.properties,
    clients: belonging(clients, pool).map(({ physicalId, properties }) => ({ clientId: physicalId, properties })),
    groups: belonging(groups, pool).map(({ name }) => name),
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
