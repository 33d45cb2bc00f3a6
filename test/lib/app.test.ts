/** What holds for all stacks together, and the templates themselves as golden files. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ENV } from '../../core/contracts/names.ts';
import { STEPS } from '../../core/contracts/pipeline.ts';
import { definitionOf, placeholders } from './golden.ts';
import { type Resource, statementsOf, synthesise, type Template, theResource, usedAssets } from './synthesised.ts';

let templates: Record<string, Template>;
let resources: (Resource & { id: string })[];
const ofType = (type: string) => resources.filter(({ Type }) => Type === type);

beforeAll(async () => {
  templates = await synthesise();
  resources = Object.values(templates).flatMap((template) =>
    Object.entries(template.Resources).map(([id, resource]) => ({ id, ...resource })),
  );
});

describe('the templates', () => {
  it.each(['Hosting', 'Storage', 'Identity', 'Recommendation', 'Recap', 'Api'])(
    'of %s are as they were',
    async (part) => {
      const golden = `${JSON.stringify(placeholders(templates[part]!), null, 2)}\n`;
      await expect(golden).toMatchFileSnapshot(`__snapshots__/${part.toLowerCase()}.json`);
    },
  );

  it('hold no function of CDK’s own making', () => {
    const custom = resources.filter(({ Type }) => /^Custom::|^AWS::CloudFormation::CustomResource$/.test(Type));
    expect(custom).toEqual([]);
  });
});

describe('every function', () => {
  it('is one of our handlers, and every handler is deployed', () => {
    const lambdas = join(import.meta.dirname, '../../lambdas');
    const handlers = readdirSync(lambdas, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => path.endsWith('.ts') && !path.startsWith('shared/'))
      .map((path) => `lambdas/${path.replace(/\.ts$/, '')}`);
    expect([...usedAssets].filter((asset) => asset.startsWith('lambdas/')).sort()).toEqual(handlers.sort());
    expect(ofType('AWS::Lambda::Function')).toHaveLength(handlers.length);
  });

  it('runs on Node 24 on arm64, traced, with a time limit', () => {
    for (const { id, Properties } of ofType('AWS::Lambda::Function')) {
      expect(Properties, id).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        TracingConfig: { Mode: 'Active' },
        MemorySize: expect.any(Number),
      });
      // Shorter than the state machine's own limit, so that the function's error says what happened.
      expect(Properties.Timeout, id).toBeLessThan(id.startsWith('ExtractFrames') ? 130 : 60);
    }
  });

  it('has a log of its own that is kept for the time set', () => {
    const logs = new Map(ofType('AWS::Logs::LogGroup').map(({ id, Properties }) => [id, Properties.RetentionInDays]));
    const used = ofType('AWS::Lambda::Function').map(
      ({ Properties }) => (Properties.LoggingConfig as { LogGroup: { Ref: string } }).LogGroup.Ref,
    );
    expect(new Set(used).size).toBe(used.length);
    for (const log of used) expect(logs.get(log)).toBe(30);
    for (const days of logs.values()) expect(days).toBe(30);
  });

  it('gets only environment variables that the contract names', () => {
    const known = new Set<string>([...Object.values(ENV), 'POWERTOOLS_LOG_LEVEL']);
    for (const { id, Properties } of ofType('AWS::Lambda::Function')) {
      const { Variables } = Properties.Environment as { Variables: Record<string, unknown> };
      expect(
        Object.keys(Variables).filter((name) => !known.has(name)),
        id,
      ).toEqual([]);
    }
  });
});

/** Actions that AWS lets nobody narrow to a resource, and why each is granted. */
const WITHOUT_RESOURCE: Record<string, string> = {
  'rekognition:DetectLabels': 'image operations of Rekognition know no resource',
  'rekognition:DetectFaces': 'image operations of Rekognition know no resource',
  'rekognition:DetectModerationLabels': 'image operations of Rekognition know no resource',
  'polly:SynthesizeSpeech': 'knows lexicons alone as resources, and none is used',
  'xray:PutTraceSegments': 'active tracing',
  'xray:PutTelemetryRecords': 'active tracing',
  'xray:GetSamplingRules': 'tracing of the state machine',
  'xray:GetSamplingTargets': 'tracing of the state machine',
  'logs:CreateLogDelivery': 'log of the state machine',
  'logs:GetLogDelivery': 'log of the state machine',
  'logs:UpdateLogDelivery': 'log of the state machine',
  'logs:DeleteLogDelivery': 'log of the state machine',
  'logs:ListLogDeliveries': 'log of the state machine',
  'logs:PutResourcePolicy': 'log of the state machine',
  'logs:DescribeResourcePolicies': 'log of the state machine',
  'logs:DescribeLogGroups': 'log of the state machine',
  'ecr:GetAuthorizationToken': 'pulling the k-means image; the token itself opens no repository',
};

describe('permissions', () => {
  const statements = () => Object.values(templates).flatMap(statementsOf);

  it('name every action in full', () => {
    expect(statements().length).toBeGreaterThan(20);
    for (const { policy, Action } of statements()) {
      for (const action of Action) expect(action, policy).toMatch(/^[a-z0-9-]+:[A-Za-z]+$/);
    }
  });

  it('name their resources, but for actions that have none', () => {
    const open = statements().filter(({ Resource }) => Resource.includes('*'));
    const actions = new Set(open.flatMap(({ Action }) => Action));
    expect([...actions].sort()).toEqual(Object.keys(WITHOUT_RESOURCE).sort());
  });

  it('come from no managed policy', () => {
    for (const { id, Properties } of ofType('AWS::IAM::Role'))
      expect(Properties, id).not.toHaveProperty('ManagedPolicyArns');
  });

  it('of others on our bucket and queue only deny, or let EventBridge deliver', () => {
    for (const { Properties } of [...ofType('AWS::S3::BucketPolicy'), ...ofType('AWS::SQS::QueuePolicy')]) {
      const { Statement } = Properties.PolicyDocument as { Statement: Record<string, unknown>[] };
      for (const { Effect, Principal, Action } of Statement) {
        if (Effect === 'Deny') continue;
        expect([Principal, Action]).toEqual([{ Service: 'events.amazonaws.com' }, 'sqs:SendMessage']);
      }
    }
  });
});

describe('the origins that may call', () => {
  /** What the API and the bucket let call, side by side. */
  function originsOf({ Api, Storage }: Record<string, Template>) {
    const ofApi = theResource(Api!, 'AWS::ApiGatewayV2::Api').Properties.CorsConfiguration;
    const ofBucket = theResource(Storage!, 'AWS::S3::Bucket').Properties.CorsConfiguration;
    const [rule, ...more] = (ofBucket as { CorsRules: { AllowedOrigins: unknown[] }[] }).CorsRules;
    expect(more).toEqual([]);
    expect(ofApi).not.toHaveProperty('AllowCredentials', true);
    return [(ofApi as { AllowOrigins: unknown[] }).AllowOrigins, rule!.AllowedOrigins];
  }

  it('are the one setting, the same at the API and at the bucket', async () => {
    const webOrigins = ['https://example.org', 'http://127.0.0.1:4600'];
    expect(originsOf(await synthesise({ webOrigins }))).toEqual([webOrigins, webOrigins]);
  });

  it('are the app’s own where none is set, and never all', () => {
    const [ofApi, ofBucket] = originsOf(templates);
    expect(ofApi).toHaveLength(1);
    expect(ofBucket).toEqual(ofApi);
    expect(JSON.stringify(ofApi)).not.toContain('*');
  });
});

describe('the settings', () => {
  const KEEPS_DATA = /^AWS::(S3::Bucket|DynamoDB::Table|Cognito::UserPool|Logs::LogGroup)$/;

  it.each([
    [false, 'Retain'],
    [true, 'Delete'],
  ])('removeData %s makes everything that holds data %s', async (removeData, policy) => {
    for (const template of Object.values(await synthesise({ removeData }))) {
      for (const [id, { Type, DeletionPolicy, UpdateReplacePolicy }] of Object.entries(template.Resources)) {
        if (!KEEPS_DATA.test(Type)) continue;
        expect([id, DeletionPolicy, UpdateReplacePolicy]).toEqual([id, policy, policy]);
      }
    }
  });

  it('of the stage name every stack and what has a name of its own', async () => {
    const { Recommendation } = await synthesise({ stage: 'prod' });
    expect(theResource(Recommendation, 'AWS::SageMaker::Endpoint').Properties.EndpointName).toBe(
      'sightsong-prod-kmeans',
    );
  });

  it('of the secret give WriteStory the right to read that one alone', async () => {
    const rights = (template: Template) =>
      statementsOf(template).filter(({ Action }) => Action.includes('secretsmanager:GetSecretValue'));
    expect(rights(templates.Recap!)).toEqual([]);

    const byName = await synthesise({ openAiSecret: 'sightsong/openai' });
    const [right, ...more] = rights(byName.Recap);
    expect(more).toEqual([]);
    expect(right!.policy).toMatch(/^WriteStory/);
    expect(JSON.stringify(right!.Resource)).toContain(':secret:sightsong/openai-??????');
    expect(JSON.stringify(theResource(byName.Recap, 'AWS::Lambda::Function', 'WriteStory'))).toContain('gpt-6-luna');

    const arn = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:sightsong/openai-AbCdEf';
    const byArn = await synthesise({ openAiSecret: arn });
    expect(rights(byArn.Recap)[0]!.Resource).toEqual([arn]);
  });

  it('of a vision model give ReadMood its address, its key and the picture, and nobody else', async () => {
    const plain = JSON.stringify(theResource(templates.Recap!, 'AWS::Lambda::Function', 'ReadMood'));
    expect(plain).not.toContain('VISION_MODEL');
    const { Recap } = await synthesise({
      visionModelUrl: 'https://vision.example.org/v1',
      visionModelSecret: 'sightsong/vision',
    });
    const own = statementsOf(Recap).filter(({ policy }) => policy.startsWith('ReadMood'));
    const actions = own.flatMap(({ Action }) => Action);
    expect(actions).toEqual(expect.arrayContaining(['s3:GetObject', 'secretsmanager:GetSecretValue']));
    const keys = statementsOf(Recap).filter(({ Action }) => Action.includes('secretsmanager:GetSecretValue'));
    expect(keys.map(({ policy }) => policy).every((policy) => policy.startsWith('ReadMood'))).toBe(true);
    expect(JSON.stringify(theResource(Recap, 'AWS::Lambda::Function', 'ReadMood'))).toContain(
      'https://vision.example.org/v1',
    );
  });
});

describe('the deployed state machine', () => {
  it('calls the functions of its own stack, one a step', () => {
    const called = JSON.stringify(definitionOf(theResource(templates.Recap!, 'AWS::StepFunctions::StateMachine')));
    for (const step of Object.keys(STEPS)) {
      const { id } = theResource(templates.Recap!, 'AWS::Lambda::Function', step);
      expect(called).toContain(`"FunctionName":"\${${id}.Arn}"`);
    }
  });
});
