import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as amplify from 'aws-cdk-lib/aws-amplify';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileMachine } from '../../local/services/states/compile.ts';
import { type Assembly, type Resource, readAssembly } from '../../local/template.ts';
import { runtime, temporaryFolder } from './template/assemblies.ts';

/** An app with every hosted type, written as one would write it for a deployment. */
function synthesise(): string {
  const folder = temporaryFolder();
  const code = join(folder, 'code');
  mkdirSync(code);
  writeFileSync(join(code, 'index.mjs'), 'export const handler = async () => 1;');
  const outdir = join(folder, 'cdk.out');
  const app = new App({ outdir, analyticsReporting: true });

  const data = new Stack(app, 'Data');
  const media = new s3.Bucket(data, 'Media', { eventBridgeEnabled: true, enforceSSL: true });
  const named = new s3.Bucket(data, 'Named', { bucketName: `named-${data.account}` });
  const table = new dynamodb.Table(data, 'Items', {
    partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
  });
  const everywhere = new dynamodb.TableV2(data, 'Everywhere', {
    partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
  });
  const secret = new Secret(data, 'Key');
  const cipher = new kms.Key(data, 'Cipher', { alias: 'cipher', removalPolicy: RemovalPolicy.DESTROY });

  const work = new Stack(app, 'Work');
  const layer = new lambda.LayerVersion(work, 'Layer', { code: lambda.Code.fromAsset(code) });
  const queue = new Queue(work, 'Dead', { enforceSSL: true });
  const handler = new lambda.Function(work, 'Handler', {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromAsset(code),
    layers: [layer],
    logGroup: new LogGroup(work, 'Log'),
    environment: { BUCKET: media.bucketName, TABLE: table.tableName, SECRET: secret.secretArn, NAMED: named.bucketArn },
    retryAttempts: 0,
  });
  table.grantReadData(handler);
  everywhere.grantReadData(handler);
  cipher.grantDecrypt(handler);
  const invoke = LambdaInvoke.jsonata(work, 'Invoke', {
    lambdaFunction: handler,
    outputs: '{% $states.result.Payload %}',
  });
  const machine = new sfn.StateMachine(work, 'Machine', {
    definitionBody: sfn.DefinitionBody.fromChainable(invoke),
    queryLanguage: sfn.QueryLanguage.JSONATA,
    timeout: Duration.minutes(5),
  });
  new Rule(work, 'Uploaded', {
    eventPattern: { source: ['aws.s3'], detail: { bucket: { name: [media.bucketName] } } },
    targets: [new SfnStateMachine(machine, { deadLetterQueue: queue })],
  });
  const topic = new Topic(work, 'Alarms', { enforceSSL: true });
  topic.addSubscription(new EmailSubscription('someone@example.com'));
  const alarm = new cloudwatch.Alarm(work, 'Failures', {
    metric: machine.metricFailed(),
    threshold: 1,
    evaluationPeriods: 1,
  });
  new cloudwatch.Dashboard(work, 'Board').addWidgets(new cloudwatch.AlarmWidget({ alarm }));
  new iam.ManagedPolicy(work, 'Shared', {
    statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [media.arnForObjects('*')] })],
  });

  const model = new sagemaker.CfnModel(work, 'Model', {
    executionRoleArn: handler.role!.roleArn,
    primaryContainer: { image: `${work.account}.dkr.ecr.${work.region}.${work.urlSuffix}/model:1` },
  });
  const config = new sagemaker.CfnEndpointConfig(work, 'Config', {
    productionVariants: [{ modelName: model.attrModelName, variantName: 'all' }],
  });
  new sagemaker.CfnEndpoint(work, 'Endpoint', {
    endpointConfigName: config.attrEndpointConfigName,
    endpointName: 'clusters',
  });

  const people = new cognito.UserPool(work, 'People');
  const client = people.addClient('Web');
  const api = new apigateway.HttpApi(work, 'Api', { corsPreflight: { allowOrigins: ['*'] } });
  api.addRoutes({
    path: '/recaps/{id}',
    methods: [apigateway.HttpMethod.GET],
    integration: new HttpLambdaIntegration('HandlerIntegration', handler),
    authorizer: new HttpUserPoolAuthorizer('Authorizer', people, { userPoolClients: [client] }),
  });
  const web = new amplify.CfnApp(work, 'Web', { name: 'web' });
  new amplify.CfnBranch(work, 'Main', { appId: web.attrAppId, branchName: 'main' });
  new CfnOutput(work, 'Endpoint0', { value: api.apiEndpoint });
  new CfnOutput(work, 'Site', { value: `https://main.${web.attrDefaultDomain}` });
  app.synth();
  return outdir;
}

let assembly: Assembly;
const find = (type: string, part = ''): Resource => {
  const found = assembly.resources.find((one) => one.type === type && one.logicalId.startsWith(part));
  if (!found) throw new Error(`no ${type} ${part}`);
  return found;
};

beforeAll(() => {
  assembly = readAssembly(synthesise(), runtime);
});

describe('an assembly from CDK', () => {
  it('resolves names, ARNs and ids by type', () => {
    expect(find('AWS::S3::Bucket', 'Media')).toMatchObject({
      stack: 'Data',
      arn: expect.stringMatching(/^arn:aws:s3:::data-media[0-9a-f]+$/),
    });
    expect(find('AWS::S3::Bucket', 'Named').physicalId).toBe('named-123456789012');
    const machine = find('AWS::StepFunctions::StateMachine');
    expect(machine.arn).toBe(`arn:aws:states:us-east-1:123456789012:stateMachine:${machine.name}`);
    expect(machine.physicalId).toBe(machine.arn);
    expect(find('AWS::Cognito::UserPool').physicalId).toMatch(/^us-east-1_[a-z0-9]{9}$/);
    expect(find('AWS::SQS::Queue').physicalId).toBe(
      `https://sqs.us-east-1.amazonaws.com/123456789012/${find('AWS::SQS::Queue').name}`,
    );
    expect(find('AWS::SageMaker::Endpoint').name).toBe('clusters');
    expect(find('AWS::KMS::Alias').physicalId).toBe('alias/cipher');
  });

  it('resolves references between stacks', () => {
    const handler = find('AWS::Lambda::Function', 'Handler');
    expect(handler.properties.Environment).toEqual({
      Variables: {
        BUCKET: find('AWS::S3::Bucket', 'Media').name,
        TABLE: find('AWS::DynamoDB::Table').name,
        SECRET: find('AWS::SecretsManager::Secret').arn,
        NAMED: 'arn:aws:s3:::named-123456789012',
      },
    });
    expect(handler.properties.Role).toBe(find('AWS::IAM::Role', 'HandlerServiceRole').arn);
  });

  it('gives a definition that the interpreter takes', () => {
    const definition = String(find('AWS::StepFunctions::StateMachine').properties.DefinitionString);
    expect(definition).toContain(find('AWS::Lambda::Function', 'Handler').arn);
    expect([...compileMachine(JSON.parse(definition)).states.keys()]).toEqual(['Invoke']);
  });

  it('wires rule, target, dead letters, routes and authorizer', () => {
    expect(find('AWS::Events::Rule').properties).toMatchObject({
      EventPattern: { detail: { bucket: { name: [find('AWS::S3::Bucket', 'Media').name] } } },
      Targets: [
        { Arn: find('AWS::StepFunctions::StateMachine').arn, DeadLetterConfig: { Arn: find('AWS::SQS::Queue').arn } },
      ],
    });
    expect(find('AWS::ApiGatewayV2::Route').properties).toMatchObject({
      ApiId: find('AWS::ApiGatewayV2::Api').physicalId,
      RouteKey: 'GET /recaps/{id}',
      Target: `integrations/${find('AWS::ApiGatewayV2::Integration').physicalId}`,
      AuthorizerId: find('AWS::ApiGatewayV2::Authorizer').physicalId,
    });
    expect(find('AWS::ApiGatewayV2::Authorizer').properties).toMatchObject({
      JwtConfiguration: {
        Audience: [find('AWS::Cognito::UserPoolClient').physicalId],
        Issuer: `https://cognito-idp.us-east-1.amazonaws.com/${find('AWS::Cognito::UserPool').physicalId}`,
      },
    });
  });

  it('asks the host where an API is', () => {
    expect(assembly.outputs.Work!.Endpoint0).toBe(runtime.apiEndpoint(find('AWS::ApiGatewayV2::Api').physicalId));
  });

  it('finds the folder behind a function', () => {
    const { S3Key } = find('AWS::Lambda::Function', 'Handler').properties.Code as { S3Key: string };
    const asset = assembly.files.find((file) => file.objectKey === S3Key)!;
    expect(asset).toMatchObject({ packaging: 'zip', path: expect.stringMatching(/asset\.[0-9a-f]+$/) });
  });

  it('puts resources after those they need', () => {
    const position = (resource: Resource) => assembly.resources.indexOf(resource);
    expect(position(find('AWS::S3::Bucket', 'Media'))).toBeLessThan(position(find('AWS::Lambda::Function', 'Handler')));
    expect(position(find('AWS::IAM::Policy', 'HandlerServiceRole'))).toBeLessThan(
      position(find('AWS::Lambda::Function', 'Handler')),
    );
    expect(position(find('AWS::StepFunctions::StateMachine'))).toBeLessThan(position(find('AWS::Events::Rule')));
  });

  it('gives every resource a name of its own, the same at every reading', () => {
    const ids = assembly.resources.filter((one) => one.arn !== null).map((one) => one.arn);
    expect(new Set(ids).size).toBe(ids.length);
    expect(readAssembly(synthesise(), runtime).resources.map((one) => one.physicalId)).toEqual(
      assembly.resources.map((one) => one.physicalId),
    );
  });
});
