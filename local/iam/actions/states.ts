import { parseJsonBody } from '../../services/wire/json.ts';
import type { NeedsOf } from '../actions.ts';
import { requiredText } from './arn.ts';

/** The field that names what each operation acts on. */
const RESOURCE_FIELDS: Readonly<Record<string, 'stateMachineArn' | 'executionArn'>> = {
  StartExecution: 'stateMachineArn',
  ListExecutions: 'stateMachineArn',
  StopExecution: 'executionArn',
  DescribeExecution: 'executionArn',
  GetExecutionHistory: 'executionArn',
};

export const statesNeeds: NeedsOf = (call) => {
  const operation = call.operation ?? '';
  if (!Object.hasOwn(RESOURCE_FIELDS, operation)) return null;
  const resource = requiredText(parseJsonBody(call), RESOURCE_FIELDS[operation]!);
  return [{ action: `states:${operation}`, resource }];
};
