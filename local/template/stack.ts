import { fail, resolve, resolveCondition, type Scope } from './intrinsics.ts';
import type { ResourceSource, StackSource } from './manifest.ts';
import { RESOURCE_TYPES, type ResourceType, type ResourceView } from './resource-types.ts';

/** What only the host knows, asked for while values are worked out. */
export interface Runtime {
  /** Region and account of stacks that leave them open. */
  readonly region: string;
  readonly accountId: string;
  /** Where the local cloud serves an HTTP API, without a trailing slash. */
  apiEndpoint(apiId: string): string;
  /** Values for parameters of the template, over their defaults. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** What a stack asks of the others. */
export interface Neighbours {
  importValue(exportName: string, scope: Scope, onReference: OnReference): unknown;
}

/** Told which resource a value refers to. */
export type OnReference = (stack: Stack, logicalId: string) => void;

const PARTITION = 'aws';
const URL_SUFFIX = 'amazonaws.com';

/** One stack whose values are worked out when they are asked for, in whatever order the references ask. */
export class Stack {
  readonly name: string;
  readonly #source: StackSource;
  readonly #runtime: Runtime;
  readonly #neighbours: Neighbours;
  readonly #values = new Map<string, unknown>();
  /** Values being worked out now; meeting one of them again is a cycle. */
  readonly #pending = new Set<string>();

  constructor(source: StackSource, runtime: Runtime, neighbours: Neighbours) {
    this.name = source.name;
    this.#source = source;
    this.#runtime = runtime;
    this.#neighbours = neighbours;
  }

  get region(): string {
    return this.#source.region ?? this.#runtime.region;
  }

  get accountId(): string {
    return this.#source.accountId ?? this.#runtime.accountId;
  }

  /** Resources whose condition holds. */
  get logicalIds(): string[] {
    return Object.keys(this.#source.template.Resources).filter((id) => this.#exists(id));
  }

  resource(logicalId: string, scope: Pick<Scope, 'place'> = { place: this.#place(logicalId) }): ResourceSource {
    const { Resources: resources } = this.#source.template;
    if (!Object.hasOwn(resources, logicalId)) fail(scope, `there is no resource or parameter "${logicalId}"`);
    return resources[logicalId]!;
  }

  type(logicalId: string): ResourceType {
    const { Type: type } = this.resource(logicalId);
    if (!Object.hasOwn(RESOURCE_TYPES, type)) {
      fail({ place: this.#place(logicalId) }, `the resource type ${type} is not hosted`);
    }
    return RESOURCE_TYPES[type]!;
  }

  /** All properties, and to `onReference` what they refer to. */
  properties(logicalId: string, onReference: OnReference): Record<string, unknown> {
    const scope = this.#scope(this.#place(logicalId), onReference);
    return resolve(this.resource(logicalId).Properties, scope) as Record<string, unknown>;
  }

  view(logicalId: string): ResourceView {
    return {
      stack: this.name,
      logicalId,
      region: this.region,
      accountId: this.accountId,
      partition: PARTITION,
      urlSuffix: URL_SUFFIX,
      apiEndpoint: this.#runtime.apiEndpoint,
      property: (name) => {
        const source = this.resource(logicalId).Properties;
        const scope = this.#scope(`${this.#place(logicalId)}, property ${name}`);
        return this.#once(`${logicalId}.Properties.${name}`, scope, () => resolve(source[name], scope));
      },
    };
  }

  /** The values of the outputs whose condition holds. */
  outputs(): Record<string, unknown> {
    const held = Object.entries(this.#source.template.Outputs).filter(
      ([, output]) => output.Condition === undefined || this.#condition(output.Condition),
    );
    return Object.fromEntries(held.map(([name]) => [name, this.output(name)]));
  }

  output(name: string, onReference?: OnReference): unknown {
    const scope = this.#scope(`Stack "${this.name}", output "${name}"`, onReference);
    return resolve(this.#source.template.Outputs[name]!.Value, scope);
  }

  /** Names of the exports and the outputs they stand for. */
  exports(): Map<string, string> {
    const exports = new Map<string, string>();
    for (const [output, { Export: exported }] of Object.entries(this.#source.template.Outputs)) {
      if (!exported) continue;
      const scope = this.#scope(`Stack "${this.name}", output "${output}"`);
      exports.set(String(resolve(exported.Name, scope)), output);
    }
    return exports;
  }

  #place(logicalId: string): string {
    return `Stack "${this.name}", resource "${logicalId}"`;
  }

  #scope(place: string, onReference: OnReference = () => undefined): Scope {
    const scope: Scope = {
      place,
      ref: (name) => this.#ref(name, scope, onReference),
      attribute: (logicalId, attribute) => this.#attribute(logicalId, attribute, scope, onReference),
      importValue: (exportName) => this.#neighbours.importValue(exportName, scope, onReference),
      condition: (name) => this.#condition(name),
      mapping: (map, first, second) => {
        const value = this.#source.template.Mappings[map]?.[first]?.[second];
        if (value === undefined) fail(scope, `there is no mapping ${map}.${first}.${second}`);
        return value;
      },
    };
    return scope;
  }

  #ref(name: string, scope: Scope, onReference: OnReference): unknown {
    if (name.startsWith('AWS::')) return this.#pseudoParameter(name, scope);
    if (Object.hasOwn(this.#source.template.Parameters, name)) return this.#parameter(name, scope);
    this.#checkReference(name, scope);
    onReference(this, name);
    return this.#once(`${name}.Ref`, scope, () => this.type(name).ref(this.view(name)));
  }

  #attribute(logicalId: string, attribute: string, scope: Scope, onReference: OnReference): unknown {
    this.#checkReference(logicalId, scope);
    onReference(this, logicalId);
    const { attributes } = this.type(logicalId);
    if (!Object.hasOwn(attributes, attribute)) {
      fail(scope, `the attribute ${attribute} of ${this.resource(logicalId).Type} "${logicalId}" is not hosted`);
    }
    return this.#once(`${logicalId}.${attribute}`, scope, () => attributes[attribute]!(this.view(logicalId)));
  }

  #checkReference(logicalId: string, scope: Scope): void {
    this.resource(logicalId, scope);
    if (!this.#exists(logicalId)) fail(scope, `"${logicalId}" is left out by its condition`);
  }

  #exists(logicalId: string): boolean {
    const { Condition: condition } = this.resource(logicalId);
    return condition === undefined || this.#condition(condition);
  }

  #condition(name: string): boolean {
    const scope = this.#scope(`Stack "${this.name}", condition "${name}"`);
    const { Conditions: conditions } = this.#source.template;
    if (!Object.hasOwn(conditions, name)) fail(scope, 'there is no such condition');
    return this.#once(`Conditions.${name}`, scope, () => resolveCondition(conditions[name], scope)) as boolean;
  }

  #parameter(name: string, scope: Scope): unknown {
    const { Type: type, Default: fallback } = this.#source.template.Parameters[name]!;
    const value = this.#runtime.parameters?.[name] ?? fallback;
    if (type.startsWith('AWS::')) fail(scope, `the parameter "${name}" of type ${type} is not hosted`);
    if (value === undefined) fail(scope, `the parameter "${name}" has neither a value nor a default`);
    if (type === 'CommaDelimitedList' || type.startsWith('List<')) {
      return String(value)
        .split(',')
        .map((item) => item.trim());
    }
    return String(value);
  }

  #pseudoParameter(name: string, scope: Scope): string {
    const values: Readonly<Record<string, string>> = {
      'AWS::AccountId': this.accountId,
      'AWS::Region': this.region,
      'AWS::Partition': PARTITION,
      'AWS::URLSuffix': URL_SUFFIX,
      'AWS::StackName': this.name,
      'AWS::StackId': `arn:${PARTITION}:cloudformation:${this.region}:${this.accountId}:stack/${this.name}/local`,
    };
    return values[name] ?? fail(scope, `the pseudo parameter ${name} is not hosted`);
  }

  #once(key: string, scope: Scope, work: () => unknown): unknown {
    if (this.#values.has(key)) return this.#values.get(key);
    if (this.#pending.has(key)) {
      fail(scope, `its value depends on itself, by way of ${[...this.#pending].join(', ')}`);
    }
    this.#pending.add(key);
    try {
      const value = work();
      this.#values.set(key, value);
      return value;
    } finally {
      this.#pending.delete(key);
    }
  }
}
