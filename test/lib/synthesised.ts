/**
 * The app's templates, synthesised once a test file. Built assets are stood in for by empty ones, so that no build is
 * needed: what a function contains does not change its template.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { afterAll, vi } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'synthesised-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Every asset that was asked for, `<kind>/<name>`. */
export const usedAssets = new Set<string>();

vi.mock('../../lib/assets.ts', () => ({
  assetPath(kind: string, name: string): string {
    usedAssets.add(`${kind}/${name}`);
    const path = join(folder, 'dist', kind, name);
    const file = name.includes('.') ? path : join(path, 'index.mjs');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
    return path;
  },
}));

export type Resource = {
  Type: string;
  Properties: Record<string, unknown>;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
};
export type Template = {
  Resources: Record<string, Resource>;
  Outputs?: Record<string, unknown>;
};

const STACKS = ['Hosting', 'Storage', 'Identity', 'Recommendation', 'Recap', 'Api'] as const;
export type StackPart = (typeof STACKS)[number];

/**
 * @param settings context without its prefix, as in `{ removeData: true }`
 * @returns each stack's template by the last part of its name
 */
export async function synthesise(settings: Record<string, unknown> = {}): Promise<Record<StackPart, Template>> {
  const assembly = (await appWith(settings)).synth();
  return Object.fromEntries(
    assembly.stacks.map((stack) => [stack.stackName.split('-').at(-1), stack.template]),
  ) as Record<StackPart, Template>;
}

/** The app before its synthesis; settings as above. */
export async function appWith(settings: Record<string, unknown> = {}): Promise<App> {
  vi.stubEnv('CDK_DEFAULT_ACCOUNT', undefined);
  vi.stubEnv('CDK_DEFAULT_REGION', undefined);
  const { sightsongApp } = await import('../../lib/app.ts');
  const { context } = JSON.parse(readFileSync(join(import.meta.dirname, '../../cdk.json'), 'utf8'));
  const given = Object.entries(settings).map(([key, value]) => [`sightsong:${key}`, value]);
  return sightsongApp({
    outdir: mkdtempSync(join(folder, 'out-')),
    context: { ...context, 'aws:cdk:disable-asset-staging': true, ...Object.fromEntries(given) },
  });
}

/** The resources of a type, with their logical ids. */
export function resourcesOf(template: Template, type: string): (Resource & { id: string })[] {
  return Object.entries(template.Resources).flatMap(([id, resource]) =>
    resource.Type === type ? [{ id, ...resource }] : [],
  );
}

/** The one resource of a type whose logical id begins so. */
export function theResource(template: Template, type: string, idStart = ''): Resource & { id: string } {
  const [found, ...more] = resourcesOf(template, type).filter(({ id }) => id.startsWith(idStart));
  if (!found || more.length > 0) throw new Error(`There is not exactly one ${type} named ${idStart || 'anything'}.`);
  return found;
}

export type Statement = { Effect: string; Action: string[]; Resource: unknown[]; Sid?: string };

/** Every statement that the template's roles may act by, with the policy it is in. */
export function statementsOf(template: Template): (Statement & { policy: string })[] {
  const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
  return Object.entries(template.Resources).flatMap(([policy, { Type, Properties }]) => {
    const documents: { PolicyDocument: { Statement: Record<string, unknown>[] } }[] = [];
    if (Type === 'AWS::IAM::Policy' || Type === 'AWS::IAM::ManagedPolicy') documents.push(Properties as never);
    if (Type === 'AWS::IAM::Role') documents.push(...((Properties.Policies as never[] | undefined) ?? []));
    return documents.flatMap(({ PolicyDocument }) =>
      PolicyDocument.Statement.map((statement) => ({
        policy,
        Effect: statement.Effect as string,
        Action: list(statement.Action as string),
        Resource: list(statement.Resource),
      })),
    );
  });
}
