/** Reads a synthesised CDK assembly from disk: manifest, templates and asset manifests, all checked for their form. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../core/errors.ts';

const artifactSchema = z.looseObject({
  type: z.string(),
  environment: z.string().optional(),
  dependencies: z.array(z.string()).default([]),
  properties: z
    .looseObject({ templateFile: z.string().optional(), stackName: z.string().optional(), file: z.string().optional() })
    .default({}),
});
const manifestSchema = z.looseObject({ artifacts: z.record(z.string(), artifactSchema) });

const resourceSchema = z.strictObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Metadata: z.record(z.string(), z.unknown()).default({}),
  DependsOn: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
  Condition: z.string().optional(),
  // What happens on delete and update has no meaning here.
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
});
export type ResourceSource = z.output<typeof resourceSchema>;

const templateSchema = z.strictObject({
  AWSTemplateFormatVersion: z.string().optional(),
  Description: z.string().optional(),
  Metadata: z.unknown().optional(),
  Parameters: z.record(z.string(), z.looseObject({ Type: z.string(), Default: z.unknown().optional() })).default({}),
  // Rules check parameters before a deployment; the one CDK writes asks for a bootstrapped account.
  Rules: z.unknown().optional(),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(z.string(), resourceSchema),
  Outputs: z
    .record(
      z.string(),
      z.strictObject({
        Value: z.unknown(),
        Description: z.string().optional(),
        Export: z.strictObject({ Name: z.unknown() }).optional(),
        Condition: z.string().optional(),
      }),
    )
    .default({}),
});
export type TemplateSource = z.output<typeof templateSchema>;

/** One stack as it was synthesised. */
export interface StackSource {
  /** The stack's name in CloudFormation. */
  readonly name: string;
  readonly template: TemplateSource;
  /** Where it is to be deployed; null where the stack leaves it open. */
  readonly accountId: string | null;
  readonly region: string | null;
}

/** A file or folder that the deployment would upload; `path` is absolute. */
export interface FileAsset {
  readonly hash: string;
  readonly path: string;
  readonly packaging: 'file' | 'zip';
  /** Key in the assets bucket; a function's Code.S3Key names it. */
  readonly objectKey: string;
}

/** A container image that the deployment would build. It is named here, not built. */
export interface ImageAsset {
  readonly hash: string;
  readonly repositoryName: string;
  readonly imageTag: string;
}

const assetManifestSchema = z.looseObject({
  files: z
    .record(
      z.string(),
      z.looseObject({
        source: z.looseObject({ path: z.string(), packaging: z.enum(['file', 'zip']).default('file') }),
        destinations: z.record(z.string(), z.looseObject({ objectKey: z.string() })),
      }),
    )
    .default({}),
  dockerImages: z
    .record(
      z.string(),
      z.looseObject({
        destinations: z.record(z.string(), z.looseObject({ repositoryName: z.string(), imageTag: z.string() })),
      }),
    )
    .default({}),
});

export interface AssemblySource {
  /** Stacks after those they depend on. */
  readonly stacks: readonly StackSource[];
  readonly files: readonly FileAsset[];
  readonly images: readonly ImageAsset[];
}

/** Artifacts that say nothing about what is deployed. */
const SILENT_ARTIFACTS: ReadonlySet<string> = new Set(['cdk:tree', 'cdk:feature-flag-report']);

/** @throws AppError UnsupportedTemplate where the folder holds no assembly or one with parts that are not known. */
export function readSource(folder: string): AssemblySource {
  const { artifacts } = readJson(folder, 'manifest.json', manifestSchema);
  const stacks: StackSource[] = [];
  const files = new Map<string, FileAsset>();
  const images = new Map<string, ImageAsset>();
  for (const id of inOrder(artifacts)) {
    const { type, properties, environment } = artifacts[id]!;
    if (type === 'aws:cloudformation:stack') {
      const [, accountId, region] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(environment ?? '') ?? [];
      stacks.push({
        name: properties.stackName ?? id,
        template: readJson(folder, properties.templateFile ?? `${id}.template.json`, templateSchema),
        accountId: accountId === undefined || accountId === 'unknown-account' ? null : accountId,
        region: region === undefined || region === 'unknown-region' ? null : region,
      });
    } else if (type === 'cdk:asset-manifest') {
      const manifest = readJson(folder, properties.file ?? `${id}.json`, assetManifestSchema);
      for (const [hash, { source, destinations }] of Object.entries(manifest.files)) {
        for (const { objectKey } of Object.values(destinations)) {
          files.set(objectKey, { hash, path: join(folder, source.path), packaging: source.packaging, objectKey });
        }
      }
      for (const [hash, { destinations }] of Object.entries(manifest.dockerImages)) {
        for (const { repositoryName, imageTag } of Object.values(destinations)) {
          images.set(imageTag, { hash, repositoryName, imageTag });
        }
      }
    } else if (!SILENT_ARTIFACTS.has(type)) {
      throw new AppError(
        'UnsupportedTemplate',
        400,
        `The assembly's artifact "${id}" is of type ${type}, which is not hosted.`,
      );
    }
  }
  return { stacks, files: [...files.values()], images: [...images.values()] };
}

/** Artifact ids, each after its dependencies. */
function inOrder(artifacts: Readonly<Record<string, { dependencies: string[] }>>): string[] {
  const order = new Set<string>();
  const visit = (id: string, path: readonly string[]) => {
    if (order.has(id) || !artifacts[id]) return;
    if (path.includes(id)) {
      throw new AppError(
        'UnsupportedTemplate',
        400,
        `The assembly's artifacts depend on each other: ${[...path, id].join(' → ')}.`,
      );
    }
    for (const dependency of artifacts[id].dependencies) visit(dependency, [...path, id]);
    order.add(id);
  };
  for (const id of Object.keys(artifacts)) visit(id, []);
  return [...order];
}

function readJson<S extends z.ZodType>(folder: string, file: string, schema: S): z.output<S> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  } catch (cause) {
    throw new AppError('UnsupportedTemplate', 400, `${file} of the assembly could not be read.`, { cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const keys = issue.code === 'unrecognized_keys' ? ` ${issue.keys.join(', ')}` : '';
  throw new AppError(
    'UnsupportedTemplate',
    400,
    `${file}, ${issue.path.join('.') || 'top level'}: ${issue.message}${keys}.`,
  );
}
