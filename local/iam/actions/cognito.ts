import { parseJsonBody } from '../../services/wire/json.ts';
import type { NeedsOf } from '../actions.ts';
import { regionalArn, requiredText } from './arn.ts';

/** The operations of people themselves need no rights but their own token or client; those on a pool's users do. */
export const cognitoNeeds: NeedsOf = (call, place) => {
  const { operation = '' } = call;
  if (!operation.startsWith('Admin')) return [];
  const userPoolId = requiredText(parseJsonBody(call), 'UserPoolId');
  return [
    { action: `cognito-idp:${operation}`, resource: regionalArn(place, 'cognito-idp', `userpool/${userPoolId}`) },
  ];
};
