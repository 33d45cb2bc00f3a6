/** What each stack promises by itself. */
import { beforeAll, describe, expect, it } from 'vitest';
import { ROUTES } from '../../core/contracts/api.ts';
import { STEPS } from '../../core/contracts/pipeline.ts';
import { resourcesOf, type StackPart, statementsOf, synthesise, type Template, theResource } from './synthesised.ts';

let templates: Record<StackPart, Template>;
beforeAll(async () => {
  templates = await synthesise();
});
const propertiesOf = (part: StackPart, type: string, idStart = '') =>
  theResource(templates[part], type, idStart).Properties;

/** The actions that the policy of one function's role allows, and where. */
const rightsOf = (part: StackPart, functionName: string) =>
  statementsOf(templates[part])
    .filter(({ policy }) => policy.startsWith(`${functionName}Role`))
    .flatMap(({ Action, Resource }) => Action.map((action) => ({ action, on: JSON.stringify(Resource) })));

describe('Storage', () => {
  it('keeps the bucket from the public, encrypted, and open over TLS alone', () => {
    expect(propertiesOf('Storage', 'AWS::S3::Bucket')).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    });
    expect(propertiesOf('Storage', 'AWS::S3::BucketPolicy').PolicyDocument).toMatchObject({
      Statement: [
        {
          Effect: 'Deny',
          Action: 's3:*',
          Principal: { AWS: '*' },
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    });
  });

  it('tells EventBridge of uploads, and forgets those that nobody fetched', () => {
    expect(propertiesOf('Storage', 'AWS::S3::Bucket')).toMatchObject({
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
      LifecycleConfiguration: {
        Rules: [
          { Prefix: 'uploads/', ExpirationInDays: 1, Status: 'Enabled' },
          { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: 'Enabled' },
        ],
      },
    });
  });

  it('can restore the recaps table, which lets go of recaps whose upload never came', () => {
    expect(propertiesOf('Storage', 'AWS::DynamoDB::Table', 'Recaps')).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'userId', KeyType: 'HASH' },
        { AttributeName: 'recapId', KeyType: 'RANGE' },
      ],
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });

  it('keeps what people said of songs, one item an entry, and can restore it', () => {
    expect(propertiesOf('Storage', 'AWS::DynamoDB::Table', 'Taste')).toMatchObject({
      KeySchema: [
        { AttributeName: 'userId', KeyType: 'HASH' },
        { AttributeName: 'entry', KeyType: 'RANGE' },
      ],
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });
});

describe('Identity', () => {
  it('lets our own functions sign people in, and nobody who only knows the client', () => {
    expect(propertiesOf('Identity', 'AWS::Cognito::UserPoolClient')).toMatchObject({
      ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      GenerateSecret: false,
      PreventUserExistenceErrors: 'ENABLED',
      AllowedOAuthFlowsUserPoolClient: false,
      EnableTokenRevocation: true,
      AccessTokenValidity: 60,
      IdTokenValidity: 60,
    });
  });

  it('takes nobody in past the API, which makes guests of a group', () => {
    const { AdminCreateUserConfig, LambdaConfig, Policies } = propertiesOf('Identity', 'AWS::Cognito::UserPool');
    expect(AdminCreateUserConfig).toEqual({ AllowAdminCreateUserOnly: true });
    expect(LambdaConfig).toBeUndefined();
    expect(Policies).toMatchObject({ PasswordPolicy: { MinimumLength: 12 } });
    expect(propertiesOf('Identity', 'AWS::Cognito::UserPoolGroup')).toMatchObject({ GroupName: 'guest' });
  });
});

describe('Recommendation', () => {
  it('fills the catalogue table at its creation and can restore it', () => {
    expect(propertiesOf('Recommendation', 'AWS::DynamoDB::Table', 'Catalogue')).toMatchObject({
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      ImportSourceSpecification: { InputFormat: 'DYNAMODB_JSON', InputCompressionType: 'GZIP' },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });

  it('forgets what it found of previews in time', () => {
    expect(propertiesOf('Recommendation', 'AWS::DynamoDB::Table', 'Previews')).toMatchObject({
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
  });

  it('serves k-means without a server that waits, from an artefact its role may read and nothing else', () => {
    expect(propertiesOf('Recommendation', 'AWS::SageMaker::EndpointConfig')).toMatchObject({
      ProductionVariants: [{ ServerlessConfig: { MemorySizeInMB: 1024, MaxConcurrency: 10 } }],
    });
    const [reading, ...more] = statementsOf(templates.Recommendation).filter(({ Action }) =>
      Action.some((action) => action.startsWith('s3:')),
    );
    expect(more).toEqual([]);
    expect(reading!.Action).toEqual(['s3:GetObject']);
    expect(JSON.stringify(reading!.Resource)).toMatch(/\/[0-9a-f]{64}\.gz/);
  });
});

describe('Recap', () => {
  it('starts at a finished upload, tries again, and keeps what could not be delivered', () => {
    const machine = theResource(templates.Recap, 'AWS::StepFunctions::StateMachine');
    const queue = theResource(templates.Recap, 'AWS::SQS::Queue', 'UndeliveredUploads');
    expect(propertiesOf('Recap', 'AWS::Events::Rule', 'PhotoUploaded')).toMatchObject({
      EventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: { bucket: { name: [expect.anything()] }, object: { key: [{ prefix: 'uploads/' }] } },
      },
      Targets: [
        {
          Arn: { Ref: machine.id },
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': [queue.id, 'Arn'] } },
          RetryPolicy: { MaximumRetryAttempts: 8, MaximumEventAgeInSeconds: 7200 },
        },
      ],
    });
    expect(queue.Properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
  });

  it('ends a recap whose execution stopped past every Catch, and keeps what could not be delivered', () => {
    const machine = theResource(templates.Recap, 'AWS::StepFunctions::StateMachine');
    const queue = theResource(templates.Recap, 'AWS::SQS::Queue', 'UnendedRecaps');
    expect(propertiesOf('Recap', 'AWS::Events::Rule', 'ExecutionStopped')).toMatchObject({
      EventPattern: {
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: { stateMachineArn: [{ Ref: machine.id }], status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
      },
      Targets: [
        {
          Arn: { 'Fn::GetAtt': [theResource(templates.Recap, 'AWS::Lambda::Function', 'EndStopped').id, 'Arn'] },
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': [queue.id, 'Arn'] } },
          RetryPolicy: { MaximumRetryAttempts: 8 },
        },
      ],
    });
  });

  it('runs a Standard machine, traced, whose log holds no captions', () => {
    expect(propertiesOf('Recap', 'AWS::StepFunctions::StateMachine')).toMatchObject({
      StateMachineType: 'STANDARD',
      TracingConfiguration: { Enabled: true },
      LoggingConfiguration: { Level: 'ERROR', IncludeExecutionData: false },
    });
  });

  it('has a function for every step that may write to its recap', () => {
    for (const step of Object.keys(STEPS)) {
      expect(resourcesOf(templates.Recap, 'AWS::Lambda::Function').some(({ id }) => id.startsWith(step))).toBe(true);
      expect(rightsOf('Recap', step).map(({ action }) => action)).toContain('dynamodb:UpdateItem');
    }
  });

  it('lets only the steps that prepare media read an upload', () => {
    const readers = Object.keys(STEPS).filter((step) =>
      rightsOf('Recap', step).some(({ action, on }) => action === 's3:GetObject' && on.includes('/uploads/*')),
    );
    expect(readers).toEqual(['PrepareMedia', 'ExtractFrames']);
  });
});

describe('Api', () => {
  it('has exactly the routes of the contract, each behind the authorizer of the pool unless it makes a session', () => {
    const routes = resourcesOf(templates.Api, 'AWS::ApiGatewayV2::Route');
    const authorizer = theResource(templates.Api, 'AWS::ApiGatewayV2::Authorizer');
    expect(routes.map(({ Properties }) => Properties.RouteKey).sort()).toEqual(Object.keys(ROUTES).sort());
    for (const { Properties } of routes) {
      const open = /^POST \/(guests|auth\/[a-z-]+)$/.test(String(Properties.RouteKey));
      expect(Properties).toMatchObject(
        open ? { AuthorizationType: 'NONE' } : { AuthorizationType: 'JWT', AuthorizerId: { Ref: authorizer.id } },
      );
    }
    expect(authorizer.Properties).toMatchObject({
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
    });
  });

  it('allows the methods its routes have, and is throttled', () => {
    const { AllowMethods } = propertiesOf('Api', 'AWS::ApiGatewayV2::Api').CorsConfiguration as {
      AllowMethods: string[];
    };
    for (const key of Object.keys(ROUTES)) expect(AllowMethods).toContain(key.split(' ')[0]);
    expect(propertiesOf('Api', 'AWS::ApiGatewayV2::Stage')).toMatchObject({
      StageName: '$default',
      DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
    });
  });

  it('may sign an upload and a look at derivatives, and read no upload', () => {
    const rights = rightsOf('Api', 'RecapsApi').filter(({ action }) => action.startsWith('s3:'));
    const on = (action: string) => rights.filter((right) => right.action === action).map((right) => right.on);
    expect(on('s3:PutObject').every((resource) => resource.includes('/uploads/*'))).toBe(true);
    expect(on('s3:GetObject')).toHaveLength(1);
    expect(on('s3:GetObject')[0]).toContain('/derivatives/*');
    expect(on('s3:GetObject')[0]).not.toContain('/uploads/*');
  });

  it('lets each account function do with the pool and its people what it is for, and no more', () => {
    const rights = (name: string, service: string) =>
      rightsOf('Api', name)
        .map(({ action }) => action)
        .filter((action) => action.startsWith(`${service}:`))
        .map((action) => action.split(':')[1])
        .sort();
    expect(rights('GuestsApi', 'cognito-idp')).toEqual([
      'AdminAddUserToGroup',
      'AdminCreateUser',
      'AdminInitiateAuth',
      'AdminSetUserPassword',
    ]);
    expect(rights('SessionsApi', 'cognito-idp')).toEqual([
      'AdminInitiateAuth',
      'AdminRemoveUserFromGroup',
      'AdminSetUserPassword',
      'AdminUserGlobalSignOut',
    ]);
    expect(rights('AccountApi', 'cognito-idp')).toEqual(['AdminDeleteUser', 'AdminInitiateAuth']);
    expect(rights('ErasePeople', 'cognito-idp')).toEqual(['AdminDeleteUser', 'AdminGetUser']);
    for (const name of ['GuestsApi', 'SessionsApi']) expect(rights(name, 's3')).toEqual([]);
    for (const name of ['AccountApi', 'ErasePeople'])
      expect(rights(name, 's3')).toEqual(['DeleteObject', 'ListBucket']);
  });

  it('erases guests on a schedule', () => {
    const { id } = theResource(templates.Api, 'AWS::Lambda::Function', 'ErasePeople');
    expect(propertiesOf('Api', 'AWS::Events::Rule', 'EraseNow')).toMatchObject({
      ScheduleExpression: 'rate(15 minutes)',
      Targets: [{ Arn: { 'Fn::GetAtt': [id, 'Arn'] }, RetryPolicy: { MaximumRetryAttempts: 0 } }],
    });
  });

  it('gives up before the gateway does', () => {
    expect(propertiesOf('Api', 'AWS::Lambda::Function', 'RecapsApi').Timeout).toBeLessThan(30);
  });
});
