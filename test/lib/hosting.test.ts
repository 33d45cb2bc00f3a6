import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customHeadersYaml, IMMUTABLE_CACHE, IMMUTABLE_PATH, RESPONSE_HEADERS, rewrites } from '../../lib/rewrites.ts';
import type { Listener } from '../../local/services/wire/listen.ts';
import { createWebServer } from '../../local/web.ts';
import { OUTPUTS } from '../../scripts/publish/outputs.ts';
import { appWith, resourcesOf, type StackPart, synthesise, type Template, theResource } from './synthesised.ts';

const ORIGIN = { 'Fn::ImportValue': 'Sightsong-dev-Hosting-WebOrigin' };

let templates: Record<StackPart, Template>;
beforeAll(async () => {
  templates = await synthesise();
});

/** The origins that the API and the bucket of these templates answer to. */
function allowedOrigins({ Api, Storage }: Record<StackPart, Template>): unknown[] {
  const api = theResource(Api, 'AWS::ApiGatewayV2::Api').Properties.CorsConfiguration as { AllowOrigins: unknown };
  const bucket = theResource(Storage, 'AWS::S3::Bucket').Properties.CorsConfiguration as {
    CorsRules: { AllowedOrigins: unknown }[];
  };
  return [api.AllowOrigins, ...bucket.CorsRules.map((rule) => rule.AllowedOrigins)];
}

/** The stacks that each stack waits for, by the last part of their names. */
async function dependencies(settings: Record<string, unknown> = {}): Promise<Record<string, string[]>> {
  const part = (name: string) => name.split('-').at(-1)!;
  const assembly = (await appWith(settings)).synth();
  return Object.fromEntries(
    assembly.stacks.map(({ stackName, dependencies: on }) => [
      part(stackName),
      on.filter(({ id }) => !id.endsWith('.assets')).map(({ id }) => part(id)),
    ]),
  );
}

describe('the Hosting stack', () => {
  it('is an app for static files and its branch, and nothing else', () => {
    expect(Object.values(templates.Hosting.Resources).map(({ Type }) => Type)).toEqual([
      'AWS::Amplify::App',
      'AWS::Amplify::Branch',
    ]);
    const app = theResource(templates.Hosting, 'AWS::Amplify::App');
    expect(app.Properties).toMatchObject({ Name: 'sightsong-dev', Platform: 'WEB' });
    expect(app.Properties).not.toHaveProperty('Repository');
    expect(theResource(templates.Hosting, 'AWS::Amplify::Branch').Properties).toMatchObject({
      AppId: { 'Fn::GetAtt': [app.id, 'AppId'] },
      BranchName: 'main',
      EnableAutoBuild: false,
    });
  });

  it('has the headers of the one table; its rules come with the publication, since they name the API', () => {
    const { CustomRules, CustomHeaders } = theResource(templates.Hosting, 'AWS::Amplify::App').Properties;
    expect(CustomRules).toBeUndefined();
    expect(CustomHeaders).toBe(customHeadersYaml());
  });

  it('tells the address of its branch, and where to publish to', () => {
    const app = theResource(templates.Hosting, 'AWS::Amplify::App');
    const branch = theResource(templates.Hosting, 'AWS::Amplify::Branch');
    const branchName = { 'Fn::GetAtt': [branch.id, 'BranchName'] };
    expect(templates.Hosting.Outputs).toMatchObject({
      WebOrigin: {
        Value: { 'Fn::Join': ['', ['https://', branchName, '.', { 'Fn::GetAtt': [app.id, 'DefaultDomain'] }]] },
        Export: { Name: 'Sightsong-dev-Hosting-WebOrigin' },
      },
      AppId: { Value: { 'Fn::GetAtt': [app.id, 'AppId'] } },
      BranchName: { Value: branchName },
    });
  });
});

describe('the local web server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'site-'));
  let server: Listener;
  beforeAll(async () => {
    const files = { 'index.html': 'home', 'about.html': 'about', '404.html': 'lost', '_next/static/a.js': 'let a;' };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    server = await createWebServer({
      folder,
      port: 0,
      rules: rewrites({ apiUrl: 'http://127.0.0.1:9' }),
      headers: RESPONSE_HEADERS,
    });
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['/', 200, 'home'],
    ['/?recap=1', 200, 'home'],
    ['/about', 200, 'about'],
    ['/_next/static/a.js', 200, 'let a;'],
    ['/nowhere/at/all', 404, 'lost'],
  ])('answers %s by the same rules and headers', async (path, status, text) => {
    const reply = await fetch(`${server.url}${path}`);
    expect([reply.status, await reply.text()]).toEqual([status, text]);
    for (const [name, value] of Object.entries(RESPONSE_HEADERS)) expect(reply.headers.get(name)).toBe(value);
  });

  it('lets the same files be kept for good', async () => {
    const reply = await fetch(`${server.url}${IMMUTABLE_PATH}a.js`);
    expect(reply.headers.get('cache-control')).toBe(IMMUTABLE_CACHE);
  });
});

describe('page and backend', () => {
  it('tell all that a publication asks for', () => {
    for (const [part, names] of Object.entries(OUTPUTS)) {
      expect(Object.keys(templates[part as StackPart].Outputs ?? {})).toEqual(expect.arrayContaining([...names]));
    }
  });

  it('fit each other without a setting: the backend imports the page’s origin', async () => {
    expect(allowedOrigins(templates)).toEqual([[ORIGIN], [ORIGIN]]);
    const { Hosting, Storage, Api } = await dependencies();
    expect(Hosting).toEqual([]);
    expect(Storage).toContain('Hosting');
    expect(Api).toContain('Hosting');
  });

  it('know nothing of each other where the origins are set', async () => {
    const origin = 'https://sightsong.example';
    const set = await synthesise({ webOrigins: [origin] });
    expect(allowedOrigins(set)).toEqual([[origin], [origin]]);
    for (const on of Object.values(await dependencies({ webOrigins: origin }))) expect(on).not.toContain('Hosting');
    // The export stays, so that going from one to the other is one deployment.
    expect(set.Hosting).toEqual(templates.Hosting);
  });

  it('bring no custom resource into any stack', () => {
    for (const [part, template] of Object.entries(templates)) {
      const types = Object.values(template.Resources).map(({ Type }) => Type);
      expect([part, types.filter((type) => /^Custom::|CustomResource$|CloudFormation::Stack$/.test(type))]).toEqual([
        part,
        [],
      ]);
    }
    expect(resourcesOf(templates.Hosting, 'AWS::Lambda::Function')).toEqual([]);
  });
});

describe('the headers', () => {
  it('are written as Amplify reads them', () => {
    const lines = customHeadersYaml().split('\n');
    expect(lines.slice(0, 3)).toEqual(['customHeaders:', '  - pattern: "**/*"', '    headers:']);
    expect(lines).toContain(`  - pattern: "${IMMUTABLE_PATH}**/*"`);
    expect(lines.slice(-3)).toEqual(['      - key: "Cache-Control"', `        value: "${IMMUTABLE_CACHE}"`, '']);
    for (const [key, value] of Object.entries(RESPONSE_HEADERS)) {
      expect(lines[lines.indexOf(`      - key: "${key}"`) + 1]).toBe(`        value: "${value}"`);
    }
  });

  it('keep the page out of frames and its own sources in', () => {
    expect(RESPONSE_HEADERS['Content-Security-Policy']).toMatch(/frame-ancestors 'none'/);
    // A default-src would shut out the services, whose origins only the published page names.
    expect(RESPONSE_HEADERS['Content-Security-Policy']).not.toMatch(/default-src|connect-src/);
  });
});
