/**
 * The policy of a presigned POST, after "Creating an HTML form" and "POST policy" in the S3 API reference. It is what
 * keeps a browser to the key, type and size its uploader was granted.
 */
import { z } from 'zod';
import { S3Error } from './errors.ts';

type Condition =
  | { readonly kind: 'eq' | 'starts-with'; readonly field: string; readonly value: string }
  | { readonly kind: 'content-length-range'; readonly min: number; readonly max: number };

export interface PostPolicy {
  /** Milliseconds since the epoch. */
  readonly expiration: number;
  readonly conditions: readonly Condition[];
}

/** Sizes the file may have, bytes; `max` is Infinity where the policy sets none. */
export interface SizeRange {
  readonly min: number;
  readonly max: number;
}

const size = z.union([
  z.number().int().min(0),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
]);
const policySchema = z.strictObject({
  expiration: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$/),
  conditions: z.array(
    z.union([
      z.tuple([z.literal('content-length-range'), size, size]),
      z.tuple([z.enum(['eq', 'starts-with']), z.string().regex(/^\$./), z.string()]),
      z.record(z.string(), z.string()),
    ]),
  ),
});

/** Decodes a form's `policy` field. Throws `InvalidPolicyDocument`. */
export function parsePolicy(encoded: string): PostPolicy {
  let decoded: unknown;
  try {
    decoded = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
  } catch (error) {
    throw new S3Error('InvalidPolicyDocument', 'Invalid Policy: Invalid JSON.', { cause: error });
  }
  const result = policySchema.safeParse(decoded);
  const expiration = result.success ? Date.parse(result.data.expiration) : Number.NaN;
  if (!result.success || Number.isNaN(expiration)) {
    const path = result.success ? 'expiration' : result.error.issues[0]!.path.join('.');
    throw new S3Error('InvalidPolicyDocument', `Invalid Policy: ${path === '' ? 'not an object' : path}.`);
  }
  return { expiration, conditions: result.data.conditions.flatMap(toConditions) };
}

type RawCondition = z.infer<typeof policySchema>['conditions'][number];

function toConditions(raw: RawCondition): Condition[] {
  if (!Array.isArray(raw)) {
    return Object.entries(raw).map(([field, value]) => ({ kind: 'eq', field: field.toLowerCase(), value }));
  }
  if (raw[0] === 'content-length-range') return [{ kind: raw[0], min: raw[1], max: raw[2] }];
  return [{ kind: raw[0], field: raw[1].slice(1).toLowerCase(), value: raw[2] }];
}

/** Fields that are the means of signing rather than part of what is granted. */
const EXEMPT = new Set(['file', 'policy', 'x-amz-signature', 'bucket']);

/**
 * Enforces a policy on a form's fields (names in lower case, `bucket` set to the bucket addressed) and returns the sizes
 * the file may have. Throws `AccessDenied` where it expired, a condition fails or a field is covered by none.
 */
export function enforcePolicy(policy: PostPolicy, fields: ReadonlyMap<string, string>, now: number): SizeRange {
  if (now > policy.expiration) throw denied('Policy expired.');
  const covered = new Set<string>();
  let range: SizeRange = { min: 0, max: Number.POSITIVE_INFINITY };
  for (const condition of policy.conditions) {
    if (condition.kind === 'content-length-range') {
      range = { min: Math.max(range.min, condition.min), max: Math.min(range.max, condition.max) };
      continue;
    }
    covered.add(condition.field);
    if (!holds(condition, fields.get(condition.field))) {
      throw denied(
        `Policy Condition failed: ${JSON.stringify([condition.kind, `$${condition.field}`, condition.value])}`,
      );
    }
  }
  const extra = [...fields.keys()].filter(
    (name) => !covered.has(name) && !EXEMPT.has(name) && !name.startsWith('x-ignore-'),
  );
  if (extra.length > 0) throw denied(`Extra input fields: ${extra.join(', ')}`);
  return range;
}

function holds(condition: Exclude<Condition, { kind: 'content-length-range' }>, given: string | undefined): boolean {
  if (given === undefined) return false;
  if (condition.kind === 'eq') return given === condition.value;
  // A Content-Type may be a list; each of its members must begin so.
  const values = condition.field === 'content-type' ? given.split(',').map((value) => value.trim()) : [given];
  return values.every((value) => value.startsWith(condition.value));
}

function denied(reason: string): S3Error {
  return new S3Error('AccessDenied', `Invalid according to Policy: ${reason}`);
}
