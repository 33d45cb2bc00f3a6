import { fail, type Scope } from './template/intrinsics.ts';
import { type FileAsset, type ImageAsset, readSource } from './template/manifest.ts';
import { type OnReference, type Runtime, Stack } from './template/stack.ts';

export type { FileAsset, ImageAsset } from './template/manifest.ts';
export type { Runtime } from './template/stack.ts';

/** One resource of the assembly with every value worked out. */
export interface Resource {
  readonly stack: string;
  readonly logicalId: string;
  /** CloudFormation's name, as in `AWS::S3::Bucket`. */
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** What Ref gives. */
  readonly physicalId: string;
  /** What the service calls it, where that differs from Ref: the name within an ARN or URL. */
  readonly name: string;
  /** null for types without an ARN. */
  readonly arn: string | null;
}

/** A synthesised CDK app, read and worked out. */
export interface Assembly {
  /** Each resource after those it refers to or names in DependsOn. */
  readonly resources: readonly Resource[];
  /** Output values by stack name and output name. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly files: readonly FileAsset[];
  readonly images: readonly ImageAsset[];
}

/**
 * Reads the folder `cdk synth` wrote.
 * @throws AppError UnsupportedTemplate for anything that is not known (a resource type, a function, an attribute), that
 * does not exist, or that depends on itself; the message names stack and resource.
 */
export function readAssembly(folder: string, runtime: Runtime): Assembly {
  const source = readSource(folder);
  const exported = new Map<string, { stack: Stack; output: string }>();
  const importing = new Set<string>();
  const importValue = (exportName: string, scope: Scope, onReference: OnReference): unknown => {
    const found = exported.get(exportName);
    if (!found) fail(scope, `no stack exports "${exportName}"`);
    if (importing.has(exportName)) fail(scope, `the export "${exportName}" depends on itself`);
    importing.add(exportName);
    try {
      return found.stack.output(found.output, onReference);
    } finally {
      importing.delete(exportName);
    }
  };
  const stacks = source.stacks.map((one) => new Stack(one, runtime, { importValue }));
  for (const stack of stacks) {
    for (const [name, output] of stack.exports()) {
      if (exported.has(name)) fail({ place: `Stack "${stack.name}"` }, `another stack exports "${name}" too`);
      exported.set(name, { stack, output });
    }
  }
  return {
    resources: inOrder(stacks),
    outputs: Object.fromEntries(stacks.map((stack) => [stack.name, stack.outputs()])),
    files: source.files,
    images: source.images,
  };
}

function inOrder(stacks: readonly Stack[]): Resource[] {
  const done = new Map<string, Resource>();
  const visit = (stack: Stack, logicalId: string, path: readonly string[]) => {
    const key = `${stack.name}/${logicalId}`;
    if (done.has(key)) return;
    const place = { place: `Stack "${stack.name}", resource "${logicalId}"` };
    if (path.includes(key)) fail(place, `resources depend on each other: ${[...path, key].join(' → ')}`);
    const references = new Map<string, readonly [Stack, string]>();
    const onReference: OnReference = (of, id) => references.set(`${of.name}/${id}`, [of, id]);
    const resource = describe(stack, logicalId, onReference);
    for (const id of stack.resource(logicalId).DependsOn) {
      stack.resource(id, place);
      if (stack.logicalIds.includes(id)) onReference(stack, id);
    }
    for (const [of, id] of references.values()) visit(of, id, [...path, key]);
    done.set(key, resource);
  };
  for (const stack of stacks) {
    for (const logicalId of stack.logicalIds) visit(stack, logicalId, []);
  }
  return [...done.values()];
}

function describe(stack: Stack, logicalId: string, onReference: OnReference): Resource {
  const type = stack.type(logicalId);
  const { Type, Metadata: metadata } = stack.resource(logicalId);
  const view = stack.view(logicalId);
  return {
    stack: stack.name,
    logicalId,
    type: Type,
    properties: stack.properties(logicalId, onReference),
    metadata,
    physicalId: type.ref(view),
    name: type.name(view),
    arn: type.arn?.(view) ?? null,
  };
}
