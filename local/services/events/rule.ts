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
  EventPattern: z.unknown().refine((pattern) => pattern !== undefined, 'only rules with a pattern are hosted'),
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
  readonly matches: Matcher;
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
  const { EventPattern: pattern, State: state, Targets: targets } = parsed.data;
  if (state === 'DISABLED') return null;
  try {
    return {
      name: resource.name,
      arn: resource.arn ?? '',
      matches: compilePattern(pattern),
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

function kindOf(arn: string): Target['kind'] {
  if (/^arn:[^:]+:states:[^:]+:\d+:stateMachine:/.test(arn)) return 'state machine';
  if (/^arn:[^:]+:lambda:[^:]+:\d+:function:/.test(arn)) return 'function';
  throw new AppError('InvalidRule', 400, `The target ${arn} is not hosted; state machines and functions are.`);
}

function refusal(resource: RuleResource, why: string): AppError {
  return new AppError('InvalidRule', 400, `Rule "${resource.name}": ${why}`);
}
