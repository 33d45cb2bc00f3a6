/** Which rights each call needs: the actions, on which resources, under which conditions. */
import { AppError } from '../../core/errors.ts';
import type { WireCall } from '../services/wire.ts';
import { cognitoNeeds } from './actions/cognito.ts';
import { dynamoDbNeeds } from './actions/dynamodb.ts';
import { lambdaNeeds } from './actions/lambda.ts';
import { pollyNeeds } from './actions/polly.ts';
import { rekognitionNeeds } from './actions/rekognition.ts';
import { sageMakerNeeds } from './actions/sagemaker.ts';
import { secretsManagerNeeds } from './actions/secrets-manager.ts';
import { statesNeeds } from './actions/states.ts';
import type { Context } from './condition.ts';

/** One right that a call needs. */
export interface Need {
  readonly action: string;
  /** An ARN, or `*` for an action that knows no resources. */
  readonly resource: string;
  /** What the action itself adds to the condition keys of every request. */
  readonly context?: Context;
  /** The error a caller without this right sees, where that is not the service's usual one. */
  readonly refusal?: (message: string) => AppError;
}

/** What names are completed with to ARNs. */
export interface Place {
  readonly region: string;
  readonly accountId: string;
  /** The ARN of a secret, with the six characters that Secrets Manager added, from its name or ARN. */
  readonly secretArn: (secretId: string) => string;
}

/** The needs of a service's calls; null for an operation it does not know. */
export type NeedsOf = (call: WireCall, place: Place) => Need[] | null;

/** By signing name. */
const SERVICES: Readonly<Record<string, NeedsOf>> = {
  'cognito-idp': cognitoNeeds,
  dynamodb: dynamoDbNeeds,
  lambda: lambdaNeeds,
  polly: pollyNeeds,
  rekognition: rekognitionNeeds,
  sagemaker: sageMakerNeeds,
  secretsmanager: secretsManagerNeeds,
  states: statesNeeds,
};

/** @throws AppError NotImplemented (501) naming a call whose rights are not known here; it must not pass unasked. */
export function needsOf(service: string, call: WireCall, place: Place): Need[] {
  const needs = Object.hasOwn(SERVICES, service) ? SERVICES[service]!(call, place) : null;
  if (needs) return needs;
  const operation = call.operation ?? `${call.method} ${call.path}`;
  throw new AppError(
    'NotImplemented',
    501,
    `The local cloud does not know which rights ${service} ${operation} needs, so no role may call it.`,
  );
}
