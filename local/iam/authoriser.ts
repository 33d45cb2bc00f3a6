/** Decides requests of roles and services by all policies of the template, and words refusals as AWS does. */
import { AppError } from '../../core/errors.ts';
import type { Assembly } from '../template.ts';
import type { Need } from './actions.ts';
import type { Context } from './condition.ts';
import { decide, type Principal } from './policy.ts';
import { compileResourcePolicies, type ResourcePolicies } from './resource-policies.ts';
import { compileRoles, type Role } from './roles.ts';

/** An AWS service that acts for one of its resources: a rule, a state machine, an API, a user pool. */
export interface ServiceCaller {
  /** For example `events.amazonaws.com`. */
  readonly service: string;
  readonly sourceArn: string;
}

export interface AuthoriserOptions {
  readonly region: string;
  readonly accountId: string;
}

/** Roles and resource policies of one assembly. */
export class Authoriser {
  readonly #options: AuthoriserOptions;
  readonly #roles: ReadonlyMap<string, Role>;
  readonly #resourcePolicies: ResourcePolicies;

  /** @throws AppError UnsupportedPolicy naming what of a policy is not known. */
  constructor(assembly: Assembly, options: AuthoriserOptions) {
    this.#options = options;
    this.#roles = compileRoles(assembly);
    this.#resourcePolicies = compileResourcePolicies(assembly);
  }

  /** Whether the role's trust policy lets the service act as it. @throws AppError NoSuchRole for one not in the template. */
  trusts(roleArn: string, caller: ServiceCaller): boolean {
    const request = {
      action: 'sts:AssumeRole',
      resource: roleArn,
      context: this.#serviceContext(caller),
      principal: { kind: 'service', service: caller.service } as const,
    };
    return decide(this.#role(roleArn).trust, request) === 'allow';
  }

  /** What a session of the role lacks for the need, as a sentence; null where it may. */
  refusalOfSession(roleArn: string, sessionName: string, need: Need): string | null {
    const role = this.#role(roleArn);
    const sessionArn = `arn:aws:sts::${this.#options.accountId}:assumed-role/${role.name}/${sessionName}`;
    const context = {
      ...this.#context(),
      'aws:PrincipalArn': roleArn,
      'aws:PrincipalAccount': this.#options.accountId,
      ...need.context,
    };
    const { action, resource } = need;
    const byIdentity = decide(role.policy, { action, resource, context });
    const byResource = this.#decideByResource(need, context, { kind: 'role', roleArn, sessionArn });
    if (byIdentity === 'deny') return sentence(sessionArn, need, 'with an explicit deny in an identity-based policy');
    if (byResource === 'deny') return sentence(sessionArn, need, 'with an explicit deny in a resource-based policy');
    if (byIdentity === 'allow' || byResource === 'allow') return null;
    return sentence(sessionArn, need, `because no identity-based policy allows the ${action} action`);
  }

  /** The same for a service without a role: only the resource's own policy can let it in. */
  refusalOfService(caller: ServiceCaller, need: Need): string | null {
    const context = { ...this.#serviceContext(caller), ...need.context };
    const verdict = this.#decideByResource(need, context, { kind: 'service', service: caller.service });
    if (verdict === 'allow') return null;
    const why =
      verdict === 'deny'
        ? 'with an explicit deny in a resource-based policy'
        : `because no resource-based policy allows the ${need.action} action`;
    return sentence(`${caller.service} for ${caller.sourceArn}`, need, why);
  }

  #decideByResource({ action, resource }: Need, context: Context, principal: Principal) {
    return decide(this.#resourcePolicies(resource), { action, resource, context, principal });
  }

  #role(arn: string): Role {
    const role = this.#roles.get(arn);
    if (!role)
      throw new AppError('NoSuchRole', 500, `The role ${arn} is not in the template, so its rights are not known.`);
    return role;
  }

  #context(): Context {
    // Nothing leaves the machine, so loopback counts as TLS does: policies that insist on it mean other networks.
    return { 'aws:RequestedRegion': this.#options.region, 'aws:SecureTransport': 'true' };
  }

  #serviceContext({ sourceArn }: ServiceCaller): Context {
    return { ...this.#context(), 'aws:SourceArn': sourceArn, 'aws:SourceAccount': this.#options.accountId };
  }
}

function sentence(who: string, { action, resource }: Need, why: string): string {
  const shown = resource.startsWith('arn:aws:s3:::') ? `"${resource}"` : resource;
  const where = resource === '*' ? '' : ` on resource: ${shown}`;
  return `User: ${who} is not authorized to perform: ${action}${where} ${why}`;
}
