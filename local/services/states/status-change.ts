import type { ExecutionRecord } from './execution-store.ts';

/** The part of an EventBridge event that its source writes; the bus adds id, account, time and region. */
export interface StatusChange {
  readonly source: 'aws.states';
  readonly 'detail-type': 'Step Functions Execution Status Change';
  readonly time: number;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Largest input or output that EventBridge carries along: 248 KiB together with the rest. */
const INCLUDED_LIMIT = 248 * 1024;

/** What Step Functions tells EventBridge when an execution starts or ends. */
export function statusChange(record: ExecutionRecord): StatusChange {
  const included = (record.input.length + (record.output?.length ?? 0)) * 3 <= INCLUDED_LIMIT;
  return {
    source: 'aws.states',
    'detail-type': 'Step Functions Execution Status Change',
    time: record.stopDate ?? record.startDate,
    resources: [record.executionArn],
    detail: {
      executionArn: record.executionArn,
      stateMachineArn: record.stateMachineArn,
      name: record.name,
      status: record.status,
      startDate: record.startDate,
      stopDate: record.stopDate,
      input: included ? record.input : null,
      output: included ? record.output : null,
      inputDetails: { included },
      outputDetails: record.output === null ? null : { included },
      error: record.error,
      cause: record.cause,
      stateMachineVersionArn: null,
      stateMachineAliasArn: null,
      redriveCount: 0,
      redriveDate: null,
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Executions cannot be redriven here',
    },
  };
}
