import { z } from 'zod';
import { AppError } from '../../../core/errors.ts';
import { compilePattern, type Matcher } from './pattern.ts';
import { compileInput, type TargetInput, targetInputFields } from './target-input.ts';

const targetSchema = z.strictObject({
  Id: z.string(),
  Arn: z.string(),
  RoleArn: z.string().optional(),
  ...targetInputFields,
  RetryPolicy: z
    .strictObject({
      MaximumRetryAttempts: z.coerce.number().int().min(0).max(185).default(185),
      MaximumEventAgeInSeconds: z.coerce.number().int().min(60).max(86_400).default(86_400),
    })
    .prefault({}),
  DeadLetterConfig: z.strictObject({ Arn: z.string() }).optional(),
});

const ruleSchema = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  EventBusName: z.literal('default').optional(),
  EventPattern: z.unknown().optional(),
  ScheduleExpression: z.string().optional(),
  State: z.enum(['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS']).default('ENABLED'),
  Targets: z.array(targetSchema).default([]),
  Tags: z.unknown().optional(),
});

export interface Target {
  readonly id: string;
  readonly arn: string;
  readonly kind: 'state machine' | 'function';
  /** The role with whose rights the event is delivered; null where the target's own policy lets EventBridge in. */
  readonly roleArn: string | null;
  readonly input: TargetInput;
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeInSeconds: number;
  /** ARN of the queue for events that could not be delivered; null where they are dropped. */
  readonly deadLetterArn: string | null;
}

export interface Rule {
  readonly name: string;
  readonly arn: string;
  /** null for a rule that goes by the clock alone. */
  readonly matches: Matcher | null;
  /** How often a rule with a schedule is due, milliseconds; null for one without. */
  readonly everyMs: number | null;
  readonly targets: readonly Target[];
}

/** An AWS::Events::Rule of the template, resolved. */
export interface RuleResource {
  readonly name: string;
  readonly arn: string | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** @returns null for a rule that is switched off. @throws AppError InvalidRule naming the rule. */
export function compileRule(resource: RuleResource): Rule | null {
  const parsed = ruleSchema.safeParse(resource.properties);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const keys = issue.code === 'unrecognized_keys' ? ` ${issue.keys.join(', ')}` : '';
    throw refusal(resource, `${issue.path.join('.')}: ${issue.message}${keys}`);
  }
  const { EventPattern: pattern, ScheduleExpression: schedule, State: state, Targets: targets } = parsed.data;
  if (pattern === undefined && schedule === undefined)
    throw refusal(resource, 'it has neither a pattern nor a schedule');
  if (state === 'DISABLED') return null;
  try {
    return {
      name: resource.name,
      arn: resource.arn ?? '',
      matches: pattern === undefined ? null : compilePattern(pattern),
      everyMs: schedule === undefined ? null : periodOf(schedule),
      targets: targets.map((target) => ({
        id: target.Id,
        arn: target.Arn,
        kind: kindOf(target.Arn),
        roleArn: target.RoleArn ?? null,
        input: compileInput(target),
        maximumRetryAttempts: target.RetryPolicy.MaximumRetryAttempts,
        maximumEventAgeInSeconds: target.RetryPolicy.MaximumEventAgeInSeconds,
        deadLetterArn: target.DeadLetterConfig?.Arn ?? null,
      })),
    };
  } catch (error) {
    throw refusal(resource, error instanceof AppError ? error.publicMessage : String(error));
  }
}

const UNITS_MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** `rate(15 minutes)`; `rate(1 hour)`. */
function periodOf(expression: string): number {
  const [, count, unit, plural] = /^rate\(([1-9]\d*) (minute|hour|day)(s?)\)$/.exec(expression) ?? [];
  if (unit === undefined || (count === '1') !== (plural === '')) {
    throw new AppError('InvalidRule', 400, `The schedule ${expression} is not hosted; rate(…) is.`);
  }
  return Number(count) * UNITS_MS[unit as keyof typeof UNITS_MS];
}

function kindOf(arn: string): Target['kind'] {
  if (/^arn:[^:]+:states:[^:]+:\d+:stateMachine:/.test(arn)) return 'state machine';
  if (/^arn:[^:]+:lambda:[^:]+:\d+:function:/.test(arn)) return 'function';
  throw new AppError('InvalidRule', 400, `The target ${arn} is not hosted; state machines and functions are.`);
}

function refusal(resource: RuleResource, why: string): AppError {
  return new AppError('InvalidRule', 400, `Rule "${resource.name}": ${why}`);
}
