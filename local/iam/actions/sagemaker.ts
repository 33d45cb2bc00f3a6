import type { NeedsOf } from '../actions.ts';
import { regionalArn } from './arn.ts';

const INVOCATIONS = /^\/endpoints\/([^/]+)\/invocations$/;

export const sageMakerNeeds: NeedsOf = (call, place) => {
  const name = INVOCATIONS.exec(call.path)?.[1];
  if (call.method !== 'POST' || name === undefined) return null;
  // SageMaker writes names in its ARNs in lower case.
  const resource = regionalArn(place, 'sagemaker', `endpoint/${decodeURIComponent(name).toLowerCase()}`);
  return [{ action: 'sagemaker:InvokeEndpoint', resource }];
};
