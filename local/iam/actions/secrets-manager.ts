import { parseJsonBody } from '../../services/wire/json.ts';
import type { NeedsOf } from '../actions.ts';
import { requiredText } from './arn.ts';

export const secretsManagerNeeds: NeedsOf = (call, place) =>
  call.operation === 'GetSecretValue'
    ? [
        {
          action: 'secretsmanager:GetSecretValue',
          resource: place.secretArn(requiredText(parseJsonBody(call), 'SecretId')),
        },
      ]
    : null;
