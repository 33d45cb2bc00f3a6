/** The rights a template gives, one by one, and the template without one of them. */
import type { Assembly, Resource } from '../../../local/template.ts';

/** One right: a role may do this on that. */
export interface Grant {
  readonly roleArn: string;
  /** What acts with the role, by the names the template's author gave: `PrepareMedia`, `Machine`, `PhotoUploaded`. */
  readonly actors: readonly string[];
  readonly action: string;
  readonly resource: string;
}

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
}
interface Document {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}
type Change = (document: Document) => Document;

const list = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

/** Every right that the template's own policies give to its roles; those of policies managed by AWS are not among them. */
export function grantsOf(assembly: Assembly): Grant[] {
  const roles = assembly.resources.filter(({ type }) => type === 'AWS::IAM::Role');
  return roles.flatMap((role) => {
    const grants = new Map<string, Grant>();
    const actors = actorsOf(assembly, role.arn!);
    eachDocument(assembly, role, (document) => {
      for (const statement of document.Statement.filter(({ Effect }) => Effect === 'Allow')) {
        const [actions, resources] = [list(statement.Action), list(statement.Resource)];
        if (actions.length === 0 || resources.length === 0) {
          throw new Error(`A statement of ${role.name} gives rights by what it leaves out, which cannot be listed.`);
        }
        for (const action of actions) {
          for (const resource of resources) {
            grants.set(`${action} ${resource}`, { roleArn: role.arn!, actors, action, resource });
          }
        }
      }
      return document;
    });
    return [...grants.values()];
  });
}

/** The same template, but that one right is missing, in whichever policies gave it. */
export function withoutGrant(assembly: Assembly, grant: Grant): Assembly {
  const role = assembly.resources.find(({ arn }) => arn === grant.roleArn);
  if (!role) throw new Error(`There is no role ${grant.roleArn}.`);
  return eachDocument(assembly, role, (document) => ({
    ...document,
    Statement: document.Statement.flatMap((statement) => withoutRight(statement, grant)),
  }));
}

/** What is left of a statement: its other actions as they were, and this action on its other resources. */
function withoutRight(statement: Statement, { action, resource }: Grant): Statement[] {
  const [actions, resources] = [list(statement.Action), list(statement.Resource)];
  if (statement.Effect !== 'Allow' || !actions.includes(action) || !resources.includes(resource)) return [statement];
  const others = { ...statement, Action: actions.filter((one) => one !== action) };
  const elsewhere = { ...statement, Action: [action], Resource: resources.filter((one) => one !== resource) };
  return [...(others.Action.length > 0 ? [others] : []), ...(elsewhere.Resource.length > 0 ? [elsewhere] : [])];
}

/** The assembly with the documents of one role changed. A policy that several roles share is split first. */
function eachDocument(assembly: Assembly, role: Resource, change: Change): Assembly {
  const resources = assembly.resources.flatMap((resource): Resource[] => {
    const { properties } = resource;
    if (resource === role) {
      const policies = (properties.Policies ?? []) as { PolicyName: string; PolicyDocument: Document }[];
      const changed = policies.map((policy) => ({ ...policy, PolicyDocument: change(policy.PolicyDocument) }));
      return [{ ...resource, properties: { ...properties, ...(changed.length > 0 ? { Policies: changed } : {}) } }];
    }
    const roles = (properties.Roles ?? []) as string[];
    if (resource.type !== 'AWS::IAM::Policy' || !roles.includes(role.name)) return [resource];
    const document = change(properties.PolicyDocument as Document);
    const others = roles.filter((name) => name !== role.name);
    const own = { ...properties, PolicyDocument: document, Roles: [role.name] };
    return [
      ...(others.length > 0 ? [{ ...resource, properties: { ...properties, Roles: others } }] : []),
      { ...resource, properties: own },
    ];
  });
  return { ...assembly, resources };
}

function actorsOf(assembly: Assembly, roleArn: string): string[] {
  const acts = ({ properties }: Resource) => {
    const targets = (properties.Targets ?? []) as { RoleArn?: string }[];
    const given = [properties.Role, properties.RoleArn, properties.ExecutionRoleArn];
    return [...given, ...targets.map((target) => target.RoleArn)].includes(roleArn);
  };
  // CDK ends logical ids with eight hexadecimal digits.
  return assembly.resources.filter(acts).map(({ logicalId }) => logicalId.replace(/[0-9A-F]{8}$/, ''));
}
