import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROUTES } from '../../../core/contracts/api.ts';
import { openApiDocument } from '../../../core/contracts/openapi.ts';
import type { Route } from '../../../core/contracts/route.ts';
import { CLIENT_TYPES, clientTypes } from '../../../scripts/build/client-types.ts';

type Parameter = { name: string; in: string; required: boolean; schema: object };
type Operation = {
  operationId: string;
  parameters: Parameter[];
  requestBody?: { content: Record<string, { schema: { $ref?: string } }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: { $ref?: string } }> }>;
};
type Document = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; securitySchemes: Record<string, object> };
  security: Record<string, string[]>[];
};

const document = openApiDocument() as Document;
const operations = Object.entries(ROUTES).map(([key, route]) => {
  const [method = '', written = ''] = key.split(' ');
  const path = written.replace('+}', '}');
  return { key, path, route: route as Route, operation: document.paths[path]![method.toLowerCase()]! };
});

/** Every value under `key`, however deep. */
function* valuesOf(key: string, node: unknown): Generator<unknown> {
  if (typeof node !== 'object' || node === null) return;
  for (const [name, value] of Object.entries(node)) {
    if (name === key) yield value;
    yield* valuesOf(key, value);
  }
}

function resolvePointer(reference: string): unknown {
  return reference
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], document);
}

describe('openApiDocument', () => {
  it('is what is checked in', () => {
    const file = readFileSync(join(import.meta.dirname, '../../../docs/openapi.json'), 'utf8');
    expect(file, 'docs/openapi.json is old: run npm run contracts').toBe(`${JSON.stringify(document, null, 2)}\n`);
  });

  it('gives the page’s client its types', async () => {
    const hint = 'frontend/lib/api-types.ts is old: run npm run contracts';
    expect(readFileSync(CLIENT_TYPES, 'utf8'), hint).toBe(await clientTypes());
  });

  it('says 3.1 and what its security requirement means', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    for (const requirement of document.security) {
      for (const scheme of Object.keys(requirement)) expect(document.components.securitySchemes[scheme]).toBeDefined();
    }
  });

  it('has references that all lead somewhere within it', () => {
    const references = [...valuesOf('$ref', document)] as string[];
    expect(references.length).toBeGreaterThan(0);
    for (const reference of references) {
      expect(reference).toMatch(/^#\//);
      expect(resolvePointer(reference), reference).toBeTypeOf('object');
    }
  });

  it('keeps schemas of the dialect that OpenAPI 3.1 implies', () => {
    expect([...valuesOf('$schema', document)]).toEqual([]);
    expect([...valuesOf('$id', document)]).toEqual([]);
    expect([...valuesOf('nullable', document)]).toEqual([]);
  });

  it('names each operation once', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(operations.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it.each(operations)('has $key with its parameters, body and answers', ({ path, route, operation }) => {
    const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
    expect(inPath.map(({ name }) => name)).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    expect(inPath.every(({ required }) => required)).toBe(true);
    expect(Boolean(operation.requestBody)).toBe(Boolean(route.body));
    expect(Object.keys(operation.responses).map(Number).sort()).toEqual(
      [route.success.status, ...route.failures].sort(),
    );
    for (const answer of Object.values(operation.responses)) expect(answer.description).toMatch(/\w/);
  });

  it('gives every failure but the gateway’s own 401 the shape of an error', () => {
    for (const { route, operation } of operations) {
      for (const status of route.failures) {
        const schema = operation.responses[status]?.content?.['application/json']?.schema;
        const ofGateway = status === 401 && route.access !== 'anyone';
        expect(schema).toEqual(ofGateway ? undefined : { $ref: '#/components/schemas/Error' });
      }
    }
  });

  it('asks for no query parameter that has a default', () => {
    const list = document.paths['/recaps']!.get!;
    expect(list.parameters.map(({ name, required }) => [name, required])).toEqual([
      ['limit', false],
      ['cursor', false],
    ]);
  });
});
