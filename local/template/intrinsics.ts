/** CloudFormation's intrinsic functions over values of a template. */
import { AppError } from '../../core/errors.ts';

/** What the functions ask the stack around them. */
export interface Scope {
  /** Where the value stands, for messages: `Stack "A", resource "B"`. */
  readonly place: string;
  ref(name: string): unknown;
  attribute(logicalId: string, attribute: string): unknown;
  importValue(exportName: string): unknown;
  condition(name: string): boolean;
  mapping(map: string, first: string, second: string): unknown;
}

/** What AWS::NoValue resolves to: the property or list item that holds it is left out. */
const NO_VALUE = Symbol('AWS::NoValue');

/** The value with everything worked out. @throws AppError UnsupportedTemplate naming place and function. */
export function resolve(value: unknown, scope: Scope): unknown {
  const resolved = resolveValue(value, scope);
  return resolved === NO_VALUE ? undefined : resolved;
}

/** A condition's value. */
export function resolveCondition(value: unknown, scope: Scope): boolean {
  const call = intrinsicOf(value, scope, true);
  if (call?.name === 'Condition') return scope.condition(textOf(call.argument, 'Condition', scope));
  const resolved = resolve(value, scope);
  if (typeof resolved !== 'boolean') fail(scope, 'a condition must be true or false');
  return resolved;
}

function resolveValue(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => resolveValue(item, scope)).filter((item) => item !== NO_VALUE);
  }
  if (typeof value === 'string') {
    // Such a text is replaced by a secret or a parameter at deployment; handing it on would be silently wrong.
    if (value.includes('{{resolve:')) fail(scope, `the dynamic reference ${value} is not hosted`);
    return value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const call = intrinsicOf(value, scope, false);
  if (call) {
    const intrinsic = INTRINSICS[call.name];
    if (!intrinsic) fail(scope, `the function ${call.name} is not hosted`);
    return intrinsic(call.argument, scope);
  }
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, member]) => [key, resolveValue(member, scope)] as const)
      .filter(([, member]) => member !== NO_VALUE),
  );
}

/** `Condition` is a function only inside conditions: elsewhere it is an ordinary key, as in a policy. */
function intrinsicOf(value: unknown, scope: Scope, inCondition: boolean): { name: string; argument: unknown } | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const entries = Object.entries(value);
  const first = entries.find(
    ([key]) => key === 'Ref' || key.startsWith('Fn::') || (inCondition && key === 'Condition'),
  );
  if (!first) return null;
  if (entries.length > 1) {
    if (first[0].startsWith('Fn::')) fail(scope, `${first[0]} must be the only key of its object`);
    return null;
  }
  return { name: first[0], argument: first[1] };
}

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

const INTRINSICS: Readonly<Record<string, Intrinsic | undefined>> = {
  Ref(argument, scope) {
    const name = textOf(argument, 'Ref', scope);
    return name === 'AWS::NoValue' ? NO_VALUE : scope.ref(name);
  },
  'Fn::GetAtt'(argument, scope) {
    const [logicalId, ...attribute] =
      typeof argument === 'string' ? argument.split('.') : listOf(argument, 'Fn::GetAtt', scope);
    const parts = attribute.map((part) => textOf(part, 'Fn::GetAtt', scope));
    return scope.attribute(textOf(logicalId, 'Fn::GetAtt', scope), parts.join('.'));
  },
  'Fn::Join'(argument, scope) {
    const [delimiter, items] = listOf(argument, 'Fn::Join', scope);
    return listOf(resolve(items, scope), 'Fn::Join', scope)
      .map((item) => textOf(item, 'Fn::Join', scope))
      .join(textOf(delimiter, 'Fn::Join', scope));
  },
  'Fn::Sub'(argument, scope) {
    const [text, map] = Array.isArray(argument) ? argument : [argument, {}];
    const given = (map ?? {}) as Record<string, unknown>;
    return textOf(text, 'Fn::Sub', scope).replace(/\$\{(!?)([^}]*)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (Object.hasOwn(given, name)) return textOf(resolve(given[name], scope), 'Fn::Sub', scope);
      const dot = name.indexOf('.');
      const value = dot < 0 ? scope.ref(name) : scope.attribute(name.slice(0, dot), name.slice(dot + 1));
      return textOf(value, 'Fn::Sub', scope);
    });
  },
  'Fn::ImportValue': (argument, scope) => scope.importValue(textOf(argument, 'Fn::ImportValue', scope)),
  'Fn::Select'(argument, scope) {
    const [index, items] = listOf(argument, 'Fn::Select', scope);
    const list = listOf(resolve(items, scope), 'Fn::Select', scope);
    const at = Number(resolve(index, scope));
    if (!Number.isInteger(at) || at < 0 || at >= list.length) {
      fail(scope, `Fn::Select asks for item ${JSON.stringify(index)} of ${list.length}`);
    }
    return list[at];
  },
  'Fn::Split'(argument, scope) {
    const [delimiter, text] = listOf(argument, 'Fn::Split', scope);
    return textOf(text, 'Fn::Split', scope).split(textOf(delimiter, 'Fn::Split', scope));
  },
  'Fn::FindInMap'(argument, scope) {
    const [map, first, second] = listOf(argument, 'Fn::FindInMap', scope).map((part) =>
      textOf(part, 'Fn::FindInMap', scope),
    );
    return resolve(scope.mapping(map ?? '', first ?? '', second ?? ''), scope);
  },
  'Fn::If'(argument, scope) {
    const [condition, yes, no] = listOf(argument, 'Fn::If', scope);
    return resolveValue(scope.condition(textOf(condition, 'Fn::If', scope)) ? yes : no, scope);
  },
  'Fn::Equals'(argument, scope) {
    const [left, right] = listOf(argument, 'Fn::Equals', scope);
    return JSON.stringify(resolve(left, scope)) === JSON.stringify(resolve(right, scope));
  },
  'Fn::Not': (argument, scope) => !resolveCondition(listOf(argument, 'Fn::Not', scope)[0], scope),
  'Fn::And': (argument, scope) => listOf(argument, 'Fn::And', scope).every((one) => resolveCondition(one, scope)),
  'Fn::Or': (argument, scope) => listOf(argument, 'Fn::Or', scope).some((one) => resolveCondition(one, scope)),
  'Fn::Base64': (argument, scope) => Buffer.from(textOf(argument, 'Fn::Base64', scope)).toString('base64'),
};

function listOf(value: unknown, name: string, scope: Scope): readonly unknown[] {
  if (!Array.isArray(value)) fail(scope, `${name} needs a list`);
  return value;
}

/** A text, itself perhaps the result of a function; numbers and booleans are written out. */
function textOf(value: unknown, name: string, scope: Scope): string {
  const resolved = resolve(value, scope);
  if (typeof resolved === 'number' || typeof resolved === 'boolean') return String(resolved);
  if (typeof resolved !== 'string') fail(scope, `${name} needs a text, not ${JSON.stringify(resolved)}`);
  return resolved;
}

/** Every refusal of a template names where it is. */
export function fail(scope: Pick<Scope, 'place'>, message: string): never {
  throw new AppError('UnsupportedTemplate', 400, `${scope.place}: ${message}.`);
}
