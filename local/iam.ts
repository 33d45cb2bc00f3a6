/**
 * Identity and access management of the local cloud: every function, state machine and rule acts with the rights of its
 * own role, as the template gives them. What comes out of here are the hooks that the hosted services call.
 */
import { createHash } from 'node:crypto';
import { AppError } from '../core/errors.ts';
import { s3Need } from './iam/actions/s3.ts';
import { type Need, needsOf, type Place } from './iam/actions.ts';
import { Authoriser, type ServiceCaller } from './iam/authoriser.ts';
import { CredentialStore, type Credentials, type Identity } from './iam/credentials.ts';
import { S3Error } from './services/s3/errors.ts';
import type { S3Access } from './services/s3.ts';
import type { WireCall } from './services/wire.ts';
import type { Assembly } from './template.ts';

export type { Credentials } from './iam/credentials.ts';

export interface IamOptions {
  readonly region: string;
  readonly accountId: string;
  /** Told about every refusal, in a sentence that names who lacks which right on what. */
  readonly onDenied?: (sentence: string) => void;
}

/** A rule's delivery to one target, or to the queue for what could not be delivered. */
export interface Delivery {
  readonly kind: 'state machine' | 'function' | 'queue';
  readonly ruleArn: string;
  readonly targetArn: string;
  /** The target's role; null where the target's own policy must let EventBridge in. */
  readonly roleArn: string | null;
}

/** Each `authorise…` returns where the caller may and throws where it may not. */
export interface Iam {
  /** Credentials of the local cloud itself, which may do everything. */
  readonly root: Credentials;
  /**
   * Takes over roles and policies of a changed template, as a deployment does; credentials stay as they are.
   * @throws AppError UnsupportedPolicy, and everything stays as it was
   */
  update(assembly: Assembly): void;
  /** For `WireOptions` and `S3Options`. */
  secretFor(accessKeyId: string): string | undefined;
  /**
   * A session of a function's role as environment variables, for `LambdaHostOptions`.
   * @throws AppError InvalidParameterValueException where the role does not trust Lambda, NoSuchRole
   */
  credentialsOf(config: FunctionIdentity): Record<string, string>;
  /**
   * For `WireOptions`. @throws AppError AccessDeniedException, UnrecognizedClientException for a wrong session token,
   * NotImplemented for a call whose rights are not known
   */
  authoriseCall(service: string, call: WireCall): void;
  /** For `S3Options`. @throws S3Error AccessDenied, InvalidToken */
  authoriseS3(access: S3Access): void;
  /** For `StateMachinesOptions`. @throws AppError AWSLambdaException, as Step Functions names it */
  authoriseTask(task: TaskCaller, functionArn: string): void;
  /** For `EventBusOptions`. @throws AppError NO_PERMISSIONS, as EventBridge names it on a dead-letter queue */
  authoriseDelivery(delivery: Delivery): void;
  /** For `GatewayOptions`. @throws AppError AccessDeniedException, which the gateway answers with 500 */
  authoriseRoute(functionArn: string, route: RouteCaller): void;
  /** For a user pool's triggers. @throws AppError UnexpectedLambdaException, as Cognito names it */
  authoriseTrigger(trigger: string, functionArn: string, userPoolArn: string): void;
}

export interface FunctionIdentity {
  readonly functionName: string;
  readonly arn: string;
  readonly roleArn: string;
}

export interface TaskCaller {
  readonly roleArn: string;
  readonly stateMachineArn: string;
  readonly executionName: string;
}

export interface RouteCaller {
  readonly apiId: string;
  readonly stage: string;
  /** As in `GET /recaps/{id}`. */
  readonly routeKey: string;
}

/**
 * Compiles every policy of the assembly and issues credentials, new ones on each start.
 * @throws AppError UnsupportedPolicy (500) naming what of a policy is not known.
 */
export function openIam(assembly: Assembly, options: IamOptions): Iam {
  const { region, accountId } = options;
  let authoriser = new Authoriser(assembly, options);
  const credentials = new CredentialStore();
  const place: Place = { region, accountId, secretArn: (id) => secretArnOf(assembly, options, id) };

  /** The refusal of whoever holds the identity; null where it may. */
  const refusalOf = (identity: Identity, need: Need): string | null =>
    identity.kind === 'root' ? null : noted(authoriser.refusalOfSession(identity.roleArn, identity.name, need));

  const noted = (refusal: string | null): string | null => {
    if (refusal !== null) options.onDenied?.(refusal);
    return refusal;
  };

  /** The refusal of a service that acts with a role it was given, or without one by its own name. */
  const refusalOfCaller = (caller: ServiceCaller, roleArn: string | null, sessionName: string, need: Need) => {
    if (roleArn === null) return noted(authoriser.refusalOfService(caller, need));
    if (authoriser.trusts(roleArn, caller)) return noted(authoriser.refusalOfSession(roleArn, sessionName, need));
    return noted(`${caller.service} is not authorized to assume the role ${roleArn}`);
  };

  return {
    root: credentials.credentialsFor({ kind: 'root' }),
    update(changed) {
      authoriser = new Authoriser(changed, options);
    },
    secretFor: (accessKeyId) => credentials.secretFor(accessKeyId),

    credentialsOf({ functionName, arn, roleArn }) {
      if (!authoriser.trusts(roleArn, { service: 'lambda.amazonaws.com', sourceArn: arn })) {
        throw new AppError(
          'InvalidParameterValueException',
          400,
          `Function ${functionName}: The role defined for the function cannot be assumed by Lambda.`,
        );
      }
      const issued = credentials.credentialsFor({ kind: 'session', roleArn, name: functionName });
      return {
        AWS_ACCESS_KEY_ID: issued.accessKeyId,
        AWS_SECRET_ACCESS_KEY: issued.secretAccessKey,
        AWS_SESSION_TOKEN: issued.sessionToken,
      };
    },

    authoriseCall(service, call) {
      // A call without a signature is one that the service takes from anybody.
      if (call.accessKeyId === undefined) return;
      const identity = credentials.identityOf(call.accessKeyId, call.headers['x-amz-security-token']);
      if (!identity) {
        const message = 'The security token included in the request is invalid.';
        throw new AppError('UnrecognizedClientException', 403, message);
      }
      if (identity.kind === 'root') return;
      for (const need of needsOf(service, call, place)) {
        const refusal = refusalOf(identity, need);
        if (refusal === null) continue;
        // JSON services refuse with 400, REST services with 403.
        const status = call.operation === undefined ? 403 : 400;
        throw need.refusal?.(refusal) ?? new AppError('AccessDeniedException', status, refusal);
      }
    },

    authoriseS3(access) {
      const identity = credentials.identityOf(access.accessKeyId, access.sessionToken);
      if (!identity) throw new S3Error('InvalidToken', 'The provided token is malformed or otherwise invalid.');
      const refusal = refusalOf(identity, s3Need(access));
      if (refusal !== null) throw new S3Error('AccessDenied', refusal);
    },

    authoriseTask({ roleArn, stateMachineArn, executionName }, functionArn) {
      const caller = { service: 'states.amazonaws.com', sourceArn: stateMachineArn };
      const refusal = refusalOfCaller(caller, roleArn, executionName, invoking(functionArn));
      if (refusal === null) return;
      const details = '(Service: AWSLambda; Status Code: 403; Error Code: AccessDeniedException)';
      throw new AppError('AWSLambdaException', 403, `${refusal} ${details}`);
    },

    authoriseDelivery({ kind, ruleArn, targetArn, roleArn }) {
      const action = {
        'state machine': 'states:StartExecution',
        function: 'lambda:InvokeFunction',
        queue: 'sqs:SendMessage',
      }[kind];
      const caller = { service: 'events.amazonaws.com', sourceArn: ruleArn };
      const refusal = refusalOfCaller(caller, roleArn, lastPart(ruleArn), { action, resource: targetArn });
      if (refusal !== null) throw new AppError('NO_PERMISSIONS', 403, refusal);
    },

    authoriseRoute(functionArn, { apiId, stage, routeKey }) {
      const sourceArn = `arn:aws:execute-api:${region}:${accountId}:${apiId}/${stage}/${routeKey.replace(' ', '')}`;
      const refusal = noted(
        authoriser.refusalOfService({ service: 'apigateway.amazonaws.com', sourceArn }, invoking(functionArn)),
      );
      if (refusal !== null) throw new AppError('AccessDeniedException', 403, refusal);
    },

    authoriseTrigger(trigger, functionArn, userPoolArn) {
      const caller = { service: 'cognito-idp.amazonaws.com', sourceArn: userPoolArn };
      if (noted(authoriser.refusalOfService(caller, invoking(functionArn))) === null) return;
      const message = `${trigger} invocation failed due to error AccessDeniedException.`;
      throw new AppError('UnexpectedLambdaException', 400, message);
    },
  };
}

const invoking = (functionArn: string): Need => ({ action: 'lambda:InvokeFunction', resource: functionArn });

const lastPart = (arn: string) => arn.slice(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);

/** A secret's ARN ends in six characters that Secrets Manager adds; those of secrets outside the template follow from the name. */
function secretArnOf(assembly: Assembly, { region, accountId }: IamOptions, secretId: string): string {
  const name = secretId.replace(/^arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:/, '');
  const known = assembly.resources.find(
    (one) => one.type === 'AWS::SecretsManager::Secret' && (one.name === name || one.arn === secretId),
  );
  if (known?.arn) return known.arn;
  if (secretId.startsWith('arn:') && /-[A-Za-z0-9]{6}$/.test(name)) return secretId;
  const suffix = createHash('sha256').update(name).digest('hex').slice(0, 6);
  return `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}-${suffix}`;
}
