/** The template's roles, each with everything that policies anywhere in the template let it do. */
import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import type { Assembly, Resource } from '../template.ts';
import { MANAGED_POLICIES } from './managed-policies.ts';
import { compilePolicy, type Policy } from './policy.ts';

export interface Role {
  readonly arn: string;
  readonly name: string;
  /** Who may act as this role. */
  readonly trust: Policy;
  /** What the role may do. */
  readonly policy: Policy;
}

// Strict, so that a permissions boundary, say, is not silently ignored.
const roleShape = z.strictObject({
  RoleName: z.string().optional(),
  Path: z.string().optional(),
  Description: z.string().optional(),
  MaxSessionDuration: z.number().optional(),
  Tags: z.unknown().optional(),
  AssumeRolePolicyDocument: z.unknown(),
  ManagedPolicyArns: z.array(z.string()).default([]),
  Policies: z.array(z.strictObject({ PolicyName: z.string(), PolicyDocument: z.unknown() })).default([]),
});
const policyShape = z.strictObject({
  PolicyName: z.string(),
  PolicyDocument: z.unknown(),
  Roles: z.array(z.string()).default([]),
});
const managedPolicyShape = z.strictObject({
  ManagedPolicyName: z.string().optional(),
  Path: z.string().optional(),
  Description: z.string().optional(),
  PolicyDocument: z.unknown(),
  Roles: z.array(z.string()).default([]),
  // CDK writes them even when they are empty; there are no users and groups here.
  Users: z.array(z.string()).max(0).optional(),
  Groups: z.array(z.string()).max(0).optional(),
});

/**
 * Roles by ARN.
 * @throws AppError UnsupportedPolicy (500) naming the resource and what of it is not known.
 */
export function compileRoles(assembly: Assembly): ReadonlyMap<string, Role> {
  const managed = new Map(MANAGED_POLICIES);
  /** Policies that name the roles they are for, by role name. */
  const attached = new Map<string, Policy[]>();
  const attach = (roles: readonly string[], policy: Policy) => {
    for (const name of roles) attached.set(name, [...(attached.get(name) ?? []), policy]);
  };
  for (const resource of assembly.resources) {
    if (resource.type === 'AWS::IAM::Policy') {
      const { PolicyDocument, Roles } = read(resource, policyShape);
      attach(Roles, compilePolicy(PolicyDocument, placeOf(resource)));
    } else if (resource.type === 'AWS::IAM::ManagedPolicy') {
      const { PolicyDocument, Roles } = read(resource, managedPolicyShape);
      const policy = compilePolicy(PolicyDocument, placeOf(resource));
      managed.set(resource.physicalId, policy);
      attach(Roles, policy);
    }
  }
  const roles = new Map<string, Role>();
  for (const resource of assembly.resources) {
    if (resource.type !== 'AWS::IAM::Role') continue;
    const place = placeOf(resource);
    const { AssumeRolePolicyDocument, ManagedPolicyArns, Policies } = read(resource, roleShape);
    const arn = resource.arn!;
    const byArn = ManagedPolicyArns.map((policyArn) => {
      const policy = managed.get(policyArn);
      if (!policy) throw refusal(`${place}: what the managed policy ${policyArn} allows is not known.`);
      return policy;
    });
    const inline = Policies.map(({ PolicyName, PolicyDocument }) =>
      compilePolicy(PolicyDocument, `${place}, policy "${PolicyName}"`),
    );
    roles.set(arn, {
      arn,
      name: resource.name,
      trust: compilePolicy(AssumeRolePolicyDocument, `${place}, trust policy`, 'trust'),
      policy: [...byArn, ...inline, ...(attached.get(resource.name) ?? [])].flat(),
    });
    attached.delete(resource.name);
  }
  const [stray] = attached.keys();
  if (stray !== undefined) throw refusal(`A policy is for the role ${stray}, which is not in the template.`);
  return roles;
}

/** Stack and resource, for messages. */
export function placeOf({ stack, logicalId }: Resource): string {
  return `Stack "${stack}", resource "${logicalId}"`;
}

/** The properties in the shape given. Throws `UnsupportedPolicy` naming the resource and the property. */
export function read<S extends z.ZodType>(resource: Resource, shape: S): z.output<S> {
  const parsed = shape.safeParse(resource.properties);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const what = issue.code === 'unrecognized_keys' ? `${issue.keys.join(', ')} is not known` : issue.message;
  throw refusal(`${placeOf(resource)}: ${[issue.path.join('.'), what].filter(Boolean).join(': ')}.`);
}

function refusal(message: string): AppError {
  return new AppError('UnsupportedPolicy', 500, message);
}
