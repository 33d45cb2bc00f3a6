import type { NeedsOf } from '../actions.ts';
import { regionalArn } from './arn.ts';

const INVOCATIONS = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

export const lambdaNeeds: NeedsOf = (call, place) => {
  const encoded = INVOCATIONS.exec(call.path)?.[1];
  if (call.method !== 'POST' || encoded === undefined) return null;
  // A name, `account:function:name` or the whole ARN, each perhaps with a version or alias at its end.
  const given = decodeURIComponent(encoded);
  const name = given.replace(/^(arn:[^:]+:lambda:[^:]*:)?(\d{12}:)?function:/, '');
  const qualifier = call.query.get('Qualifier');
  const resource = given.startsWith('arn:') ? given : regionalArn(place, 'lambda', `function:${name}`);
  return [{ action: 'lambda:InvokeFunction', resource: qualifier === null ? resource : `${resource}:${qualifier}` }];
};
