/**
 * The resource types the local cloud hosts: what their Ref and attributes are. Names and ids follow from the template
 * alone, so that the same template has the same resources on every start.
 */
import { createHash } from 'node:crypto';

/** What a definition may look at. Properties are worked out only when asked for. */
export interface ResourceView {
  readonly stack: string;
  readonly logicalId: string;
  readonly region: string;
  readonly accountId: string;
  readonly partition: string;
  readonly urlSuffix: string;
  /** A property as resolved; undefined where it is absent. */
  property(name: string): unknown;
  /** Where the local cloud serves an HTTP API, without a trailing slash. */
  apiEndpoint(apiId: string): string;
}

type Value = (view: ResourceView) => string;

/** Name, Ref, ARN and attributes of one resource type. */
export interface ResourceType {
  /** The name the service knows it by. */
  readonly name: Value;
  readonly ref: Value;
  /** Absent for types without an ARN. */
  readonly arn?: Value;
  readonly attributes: Readonly<Record<string, Value>>;
}

const DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Characters that are always the same for the same resource and differ between resources. */
function stableId({ stack, logicalId }: ResourceView, length: number): string {
  const bytes = createHash('sha512').update(`${stack}/${logicalId}`).digest();
  return Array.from({ length }, (_, i) => DIGITS[bytes[i]! % DIGITS.length]).join('');
}

function stableUuid({ stack, logicalId }: ResourceView): string {
  const hex = createHash('sha256').update(`${stack}/${logicalId}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The name given by a property, or `<stack>-<logicalId>`, cut to `length` with a hash of the whole where it is longer. */
function named(property: string, length: number, form: (text: string) => string = (text) => text): Value {
  return (view) => {
    const given = view.property(property);
    if (typeof given === 'string') return given;
    const whole = form(`${view.stack}-${view.logicalId}`);
    if (whole.length <= length) return whole;
    return `${whole.slice(0, length - 9)}-${createHash('sha256').update(whole).digest('hex').slice(0, 8)}`;
  };
}

const arnOf =
  (service: string, resource: Value): Value =>
  (view) =>
    `arn:${view.partition}:${service}:${view.region}:${view.accountId}:${resource(view)}`;

const iamArn =
  (kind: string, name: Value): Value =>
  (view) => {
    const path = view.property('Path');
    return `arn:${view.partition}:iam::${view.accountId}:${kind}${typeof path === 'string' ? path : '/'}${name(view)}`;
  };

/** A type that is known by its name. */
const byName = (name: Value, arn: Value, attributes: ResourceType['attributes'] = {}): ResourceType => ({
  name,
  ref: name,
  arn,
  attributes: { Arn: arn, ...attributes },
});
/** A type whose Ref is its ARN. */
const byArn = (name: Value, arn: Value, attributes: ResourceType['attributes'] = {}): ResourceType => ({
  name,
  ref: arn,
  arn,
  attributes,
});
/** A type that nothing but the template refers to, or only by an id. */
const byId = (length: number, attributes: ResourceType['attributes'] = {}): ResourceType => {
  const id: Value = (view) => stableId(view, length);
  return { name: id, ref: id, attributes };
};

const bucketName = named('BucketName', 63, (text) => text.toLowerCase());
const bucketHost =
  (middle: (view: ResourceView) => string): Value =>
  (view) =>
    `${bucketName(view)}.${middle(view)}.${view.urlSuffix}`;
const tableName = named('TableName', 255);
const functionName = named('FunctionName', 64);
const layerName = named('LayerName', 140);
const layerArn = arnOf('lambda', (view) => `layer:${layerName(view)}:1`);
const roleName = named('RoleName', 64);
const managedPolicyName = named('ManagedPolicyName', 128);
const managedPolicyArn = iamArn('policy', managedPolicyName);
const logGroupName = named('LogGroupName', 512);
const queueName = named('QueueName', 80);
const queueUrl: Value = (view) => `https://sqs.${view.region}.${view.urlSuffix}/${view.accountId}/${queueName(view)}`;
const ruleName = named('Name', 64);
const machineName = named('StateMachineName', 80);
const machineArn = arnOf('states', (view) => `stateMachine:${machineName(view)}`);
const userPoolId: Value = (view) => `${view.region}_${stableId(view, 9)}`;
const userPoolHost: Value = (view) => `cognito-idp.${view.region}.${view.urlSuffix}/${userPoolId(view)}`;
const groupName = named('GroupName', 128);
const modelName = named('ModelName', 63);
const endpointConfigName = named('EndpointConfigName', 63);
const endpointName = named('EndpointName', 63);
const sagemakerArn = (kind: string, name: Value) => arnOf('sagemaker', (view) => `${kind}/${name(view).toLowerCase()}`);
const secretName = named('Name', 512);
// Secrets Manager adds six characters of its own to the name.
const secretArn = arnOf('secretsmanager', (view) => `secret:${secretName(view)}-${stableId(view, 6)}`);
const keyArn = arnOf('kms', (view) => `key/${stableUuid(view)}`);
const aliasName = named('AliasName', 256);
const alarmName = named('AlarmName', 255);
const dashboardName = named('DashboardName', 255);
const topicName = named('TopicName', 256);
const topicArn = arnOf('sns', topicName);
const subscriptionArn: Value = (view) => `${String(view.property('TopicArn'))}:${stableUuid(view)}`;
const appId: Value = (view) => `d${stableId(view, 13)}`;
const appArn = arnOf('amplify', (view) => `apps/${appId(view)}`);
const branchName = named('BranchName', 255);
const branchArn = arnOf('amplify', (view) => `apps/${String(view.property('AppId'))}/branches/${branchName(view)}`);
const tableArn = arnOf('dynamodb', (view) => `table/${tableName(view)}`);
const apiId: Value = (view) => stableId(view, 10);
const stageName = named('StageName', 128);
const clientId: Value = (view) => stableId(view, 26);
const logicalName: Value = (view) => view.logicalId;

export const RESOURCE_TYPES: Readonly<Record<string, ResourceType>> = {
  'AWS::S3::Bucket': byName(bucketName, (view) => `arn:${view.partition}:s3:::${bucketName(view)}`, {
    DomainName: bucketHost(() => 's3'),
    RegionalDomainName: bucketHost((view) => `s3.${view.region}`),
    DualStackDomainName: bucketHost((view) => `s3.dualstack.${view.region}`),
  }),
  'AWS::S3::BucketPolicy': byId(12),
  'AWS::DynamoDB::Table': byName(tableName, tableArn),
  'AWS::DynamoDB::GlobalTable': byName(tableName, tableArn, { TableId: stableUuid }),
  'AWS::Lambda::Function': byName(
    functionName,
    arnOf('lambda', (view) => `function:${functionName(view)}`),
  ),
  'AWS::Lambda::Permission': byId(12, { Id: (view) => stableId(view, 12) }),
  'AWS::Lambda::EventInvokeConfig': byId(12),
  'AWS::Lambda::LayerVersion': byArn(layerName, layerArn, { LayerVersionArn: layerArn }),
  'AWS::IAM::Role': byName(roleName, iamArn('role', roleName), {
    RoleId: (view) => `AROA${stableId(view, 17).toUpperCase()}`,
  }),
  'AWS::IAM::Policy': byId(12),
  'AWS::IAM::ManagedPolicy': byArn(managedPolicyName, managedPolicyArn, { PolicyArn: managedPolicyArn }),
  'AWS::Logs::LogGroup': byName(
    logGroupName,
    arnOf('logs', (view) => `log-group:${logGroupName(view)}:*`),
  ),
  'AWS::SQS::Queue': {
    ...byName(queueName, arnOf('sqs', queueName), { QueueName: queueName, QueueUrl: queueUrl }),
    ref: queueUrl,
  },
  'AWS::SQS::QueuePolicy': byId(12, { Id: (view) => stableId(view, 12) }),
  'AWS::Events::Rule': byName(
    ruleName,
    arnOf('events', (view) => `rule/${ruleName(view)}`),
  ),
  'AWS::StepFunctions::StateMachine': byArn(machineName, machineArn, { Arn: machineArn, Name: machineName }),
  'AWS::ApiGatewayV2::Api': byId(10, { ApiId: apiId, ApiEndpoint: (view) => view.apiEndpoint(apiId(view)) }),
  'AWS::ApiGatewayV2::Route': byId(7, { RouteId: (view) => stableId(view, 7) }),
  'AWS::ApiGatewayV2::Integration': byId(7, { IntegrationId: (view) => stableId(view, 7) }),
  'AWS::ApiGatewayV2::Stage': { name: stageName, ref: stageName, attributes: {} },
  'AWS::ApiGatewayV2::Authorizer': byId(6, { AuthorizerId: (view) => stableId(view, 6) }),
  'AWS::Cognito::UserPool': {
    name: userPoolId,
    ref: userPoolId,
    arn: arnOf('cognito-idp', (view) => `userpool/${userPoolId(view)}`),
    attributes: {
      Arn: arnOf('cognito-idp', (view) => `userpool/${userPoolId(view)}`),
      UserPoolId: userPoolId,
      ProviderName: userPoolHost,
      ProviderURL: (view) => `https://${userPoolHost(view)}`,
    },
  },
  'AWS::Cognito::UserPoolClient': byId(26, { ClientId: clientId, Name: named('ClientName', 128) }),
  'AWS::Cognito::UserPoolGroup': { name: groupName, ref: groupName, attributes: {} },
  'AWS::SageMaker::Model': byArn(modelName, sagemakerArn('model', modelName), { ModelName: modelName }),
  'AWS::SageMaker::EndpointConfig': byArn(endpointConfigName, sagemakerArn('endpoint-config', endpointConfigName), {
    EndpointConfigName: endpointConfigName,
  }),
  'AWS::SageMaker::Endpoint': byArn(endpointName, sagemakerArn('endpoint', endpointName), {
    EndpointName: endpointName,
  }),
  'AWS::SecretsManager::Secret': byArn(secretName, secretArn, { Id: secretArn }),
  'AWS::KMS::Key': byName(stableUuid, keyArn, { KeyId: stableUuid }),
  'AWS::KMS::Alias': { name: aliasName, ref: aliasName, attributes: { AliasName: aliasName } },
  'AWS::CloudWatch::Alarm': byName(
    alarmName,
    arnOf('cloudwatch', (view) => `alarm:${alarmName(view)}`),
  ),
  'AWS::CloudWatch::Dashboard': { name: dashboardName, ref: dashboardName, attributes: {} },
  'AWS::SNS::Topic': byArn(topicName, topicArn, { TopicArn: topicArn, TopicName: topicName }),
  'AWS::SNS::TopicPolicy': byId(12, { Id: (view) => stableId(view, 12) }),
  'AWS::SNS::Subscription': byArn(stableUuid, subscriptionArn, { Arn: subscriptionArn }),
  'AWS::Amplify::App': byArn(appId, appArn, {
    Arn: appArn,
    AppId: appId,
    AppName: named('Name', 255),
    DefaultDomain: (view) => `${appId(view)}.amplifyapp.com`,
  }),
  'AWS::Amplify::Branch': byArn(branchName, branchArn, { Arn: branchArn, BranchName: branchName }),
  // CDK's own way of switching on a bucket's events; its function only calls S3 and need not run.
  'Custom::S3BucketNotifications': byId(12),
  'AWS::CDK::Metadata': { name: logicalName, ref: logicalName, attributes: {} },
};
