/** Policy documents: compiled once, then asked whether they allow or deny a request. */
import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import { type Condition, type Context, compileCondition } from './condition.ts';
import { matchesWildcard } from './wildcard.ts';

/** Who asks: a session of a role, or an AWS service on its own behalf. */
export type Principal =
  | { readonly kind: 'role'; readonly roleArn: string; readonly sessionArn: string }
  | { readonly kind: 'service'; readonly service: string };

/** One thing that somebody wants to do. */
export interface AccessRequest {
  /** For example `s3:GetObject`. */
  readonly action: string;
  /** The ARN acted on; `*` for an action that knows no resources. */
  readonly resource: string;
  readonly context: Context;
  /** Looked at by policies of resources alone. */
  readonly principal?: Principal;
}

interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly applies: (request: AccessRequest) => boolean;
}

/** The statements of any number of documents. */
export type Policy = readonly Statement[];

/** `none` where no statement applies: nobody said yes, nobody said no. */
export type Verdict = 'allow' | 'deny' | 'none';

/**
 * Where a document stands decides which elements it must have: an identity's policy names no principal, a role's trust
 * policy names no resource.
 */
export type PolicyKind = 'identity' | 'resource' | 'trust';

/** What the policy says. A denial outweighs every permission. */
export function decide(policy: Policy, request: AccessRequest): Verdict {
  let verdict: Verdict = 'none';
  for (const { effect, applies } of policy) {
    if (!applies(request)) continue;
    if (effect === 'Deny') return 'deny';
    verdict = 'allow';
  }
  return verdict;
}

const texts = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const value = z.union([z.string(), z.boolean(), z.number()]).transform(String);
const values = z.union([value.transform((one) => [one]), z.array(value)]);
const statementSchema = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z
    .union([
      z.literal('*').transform(() => ({ AWS: ['*'], Service: undefined })),
      z.strictObject({ AWS: texts.optional(), Service: texts.optional() }),
    ])
    .optional(),
  Action: texts.optional(),
  NotAction: texts.optional(),
  Resource: texts.optional(),
  NotResource: texts.optional(),
  Condition: z.record(z.string(), z.record(z.string(), values)).default({}),
});
const documentSchema = z.strictObject({
  // The older language reads `${…}` as plain text; nothing writes it any more.
  Version: z.literal('2012-10-17'),
  Id: z.string().optional(),
  Statement: z.union([statementSchema.transform((one) => [one]), z.array(statementSchema)]),
});
type StatementSource = z.output<typeof statementSchema>;

/**
 * Compiles a document whose intrinsic functions are resolved.
 * @param place where it stands, for messages
 * @throws AppError UnsupportedPolicy (500) naming the place and the first element, operator or key that is not known.
 */
export function compilePolicy(document: unknown, place: string, kind: PolicyKind = 'identity'): Policy {
  const parsed = documentSchema.safeParse(document);
  if (!parsed.success) throw refusal(place, describe(parsed.error.issues[0]!));
  return parsed.data.Statement.map((source) => compileStatement(source, place, kind));
}

function describe(issue: z.core.$ZodIssue): string {
  // Of several possible shapes, the one that came furthest tells most.
  if (issue.code === 'invalid_union') {
    const nested = issue.errors.map(([first]) => first).filter((first) => first !== undefined);
    const deepest = nested.sort((a, b) => b.path.length - a.path.length || rank(a) - rank(b))[0];
    if (deepest) return describe({ ...deepest, path: [...issue.path, ...deepest.path] });
  }
  const at = issue.path.join('.') || 'the document';
  if (issue.code === 'unrecognized_keys') return `${at} holds ${issue.keys.join(', ')}, which is not known`;
  return `${at}: ${issue.message}`;
}

const rank = (issue: z.core.$ZodIssue) => (issue.code === 'unrecognized_keys' ? 0 : 1);

function compileStatement(source: StatementSource, place: string, kind: PolicyKind): Statement {
  const refuse = (what: string): never => {
    throw refusal(place, `${what} is not known`);
  };
  const must = (holds: boolean, what: string) => {
    if (!holds) throw refusal(place, `a statement of this kind of policy ${what}`);
  };
  must((source.Action === undefined) !== (source.NotAction === undefined), 'needs either Action or NotAction');
  must(
    (source.Principal !== undefined) === (kind !== 'identity'),
    kind === 'identity' ? 'takes no Principal' : 'needs a Principal',
  );
  const named = Number(source.Resource !== undefined) + Number(source.NotResource !== undefined);
  must(
    named === (kind === 'trust' ? 0 : 1),
    kind === 'trust' ? 'takes no Resource' : 'needs either Resource or NotResource',
  );

  const tests: ((request: AccessRequest) => boolean)[] = [
    actionTest(source, refuse),
    ...(kind === 'trust' ? [] : [resourceTest(source, refuse)]),
    ...(source.Principal ? [principalTest(source.Principal, refuse)] : []),
    ...conditionsOf(source, refuse).map(
      (condition) =>
        ({ context }: AccessRequest) =>
          condition(context),
    ),
  ];
  return { effect: source.Effect, applies: (request) => tests.every((test) => test(request)) };
}

type Refuse = (what: string) => never;

function actionTest({ Action, NotAction }: StatementSource, refuse: Refuse) {
  // Names of services and actions are compared without regard to case.
  const patterns = (Action ?? NotAction ?? []).map((pattern) => {
    if (pattern !== '*' && !/^[a-z0-9-]+:[A-Za-z0-9*?]+$/.test(pattern)) refuse(`the action ${pattern}`);
    return pattern.toLowerCase();
  });
  const wanted = Action !== undefined;
  return ({ action }: AccessRequest) =>
    patterns.some((pattern) => matchesWildcard(pattern, action.toLowerCase())) === wanted;
}

function resourceTest({ Resource, NotResource }: StatementSource, refuse: Refuse) {
  const patterns = Resource ?? NotResource ?? [];
  for (const pattern of patterns) {
    if (pattern.includes('${')) refuse(`the policy variable in ${pattern}`);
    if (!/^(\*+$|arn:)/.test(pattern)) refuse(`the resource ${pattern}`);
  }
  const wanted = Resource !== undefined;
  return ({ resource }: AccessRequest) => patterns.some((pattern) => matchesWildcard(pattern, resource)) === wanted;
}

function principalTest({ AWS = [], Service = [] }: NonNullable<StatementSource['Principal']>, refuse: Refuse) {
  for (const one of AWS) {
    if (one !== '*' && !/^arn:[^:]+:(iam::\d{12}:role\/|sts::\d{12}:assumed-role\/)/.test(one))
      refuse(`the principal ${one}`);
  }
  return ({ principal }: AccessRequest) => {
    if (AWS.includes('*')) return true;
    if (principal?.kind === 'service') return Service.includes(principal.service);
    return principal !== undefined && (AWS.includes(principal.roleArn) || AWS.includes(principal.sessionArn));
  };
}

function conditionsOf({ Condition }: StatementSource, refuse: Refuse): Condition[] {
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, wanted]) => {
      if (wanted.some((text) => text.includes('${'))) refuse(`the policy variable in ${key}`);
      return compileCondition(operator, key, wanted, refuse);
    }),
  );
}

function refusal(place: string, what: string): AppError {
  return new AppError('UnsupportedPolicy', 500, `${place}: ${what}.`);
}
