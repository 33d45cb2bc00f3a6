import { join } from 'node:path';
import { Aws, CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ecrAssets from 'aws-cdk-lib/aws-ecr-assets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as s3Assets from 'aws-cdk-lib/aws-s3-assets';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import type { Construct } from 'constructs';
import { assetPath } from '../assets.ts';
import type { Settings } from '../config.ts';
import { addAlarm } from '../constructs/alarms.ts';
import { accept } from '../constructs/findings.ts';
import { allow } from '../constructs/grants.ts';

/** The endpoint has one variant, which answers all. */
const VARIANT = 'all';
/** Raised only where the table has to be made anew. */
const STARTER_FORMAT = 1;
const REPOSITORY = join(import.meta.dirname, '..', '..');

/** Where songs are found: the catalogue table, filled at its creation, and the k-means endpoint over the same index. */
export class RecommendationStack extends Stack {
  readonly catalogue: dynamodb.Table;
  readonly previews: dynamodb.Table;
  readonly endpointName: string;
  readonly endpointArn: string;

  constructor(scope: Construct, id: string, props: StackProps & { settings: Settings }) {
    super(scope, id, props);
    const { stage, machine, removeData } = props.settings;
    const removalPolicy = removeData ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
    // The laptop merges a changed starter into its table, so there the key follows the content.
    const pinned = (part: string) =>
      machine === 'host' ? {} : { assetHash: `sightsong-starter-${STARTER_FORMAT}-${stage}-${part}` };

    // DynamoDB imports the starter catalogue and its index itself, so a first deploy needs no manual step. A new key
    // would replace the table and the songs imported since, so the key stays, and with it that of the matching model.
    const starter = new s3Assets.Asset(this, 'StarterCatalogue', {
      ...pinned('table'),
      path: assetPath('catalogue', 'starter.json.gz', machine),
    });
    this.catalogue = new dynamodb.Table(this, 'Catalogue', {
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy,
      importSource: {
        bucket: s3.Bucket.fromBucketName(this, 'StarterBucket', starter.s3BucketName),
        keyPrefix: starter.s3ObjectKey,
        inputFormat: dynamodb.InputFormat.dynamoDBJson(),
        compressionType: dynamodb.InputCompressionType.GZIP,
      },
    });

    new CfnOutput(this, 'CatalogueTable', { value: this.catalogue.tableName });

    // Which recording a song is elsewhere, and how often its service may be asked: all of it can be found again.
    this.previews = new dynamodb.Table(this, 'Previews', {
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'expiresAt',
      removalPolicy,
    });
    accept(this.previews, 'AwsSolutions-DDB3', 'It holds nothing that could not be found again.');

    const image = new ecrAssets.DockerImageAsset(this, 'KMeansImage', {
      directory: REPOSITORY,
      file: 'sagemaker/Dockerfile',
      platform: ecrAssets.Platform.LINUX_AMD64,
      exclude: ['**', '!core', '!core/**', '!sagemaker', '!sagemaker/**', '!package.json', '!package-lock.json'],
    });
    const artefact = new s3Assets.Asset(this, 'KMeansModel', {
      ...pinned('model'),
      path: assetPath('model', 'model.tar.gz', machine),
    });

    const role = new iam.Role(this, 'KMeansRole', { assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com') });
    allow(role, ['s3:GetObject'], artefact.bucket.arnForObjects(artefact.s3ObjectKey));
    image.repository.grantPull(role);
    allow(
      role,
      ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:/aws/sagemaker/*`,
    );

    accept(
      role,
      'AwsSolutions-IAM5[Resource::*]',
      'ecr:GetAuthorizationToken knows no resource; its token opens no repository.',
    );
    accept(
      role,
      'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:/aws/sagemaker/*]',
      'SageMaker names the log groups of its endpoints itself.',
    );

    const model = new sagemaker.CfnModel(this, 'KMeans', {
      executionRoleArn: role.roleArn,
      primaryContainer: { image: image.imageUri, modelDataUrl: artefact.s3ObjectUrl },
    });
    model.node.addDependency(role);
    const endpointConfig = new sagemaker.CfnEndpointConfig(this, 'KMeansServerless', {
      productionVariants: [
        {
          modelName: model.attrModelName,
          variantName: VARIANT,
          initialVariantWeight: 1,
          serverlessConfig: { memorySizeInMb: 1024, maxConcurrency: 10 },
        },
      ],
    });
    this.endpointName = `sightsong-${stage}-kmeans`;
    new sagemaker.CfnEndpoint(this, 'KMeansEndpoint', {
      endpointName: this.endpointName,
      endpointConfigName: endpointConfig.attrEndpointConfigName,
    });
    addAlarm(this, 'EndpointFails', props.settings, {
      metric: new cloudwatch.Metric({
        namespace: 'AWS/SageMaker',
        metricName: 'Invocation5XXErrors',
        dimensionsMap: { EndpointName: this.endpointName, VariantName: VARIANT },
        statistic: 'Sum',
        period: Duration.minutes(5),
      }),
      threshold: 3,
      meaning: 'The k-means endpoint fails; songs are found by the index’s own centroids meanwhile.',
    });
    this.endpointArn = `arn:${Aws.PARTITION}:sagemaker:${Aws.REGION}:${Aws.ACCOUNT_ID}:endpoint/${this.endpointName}`;
  }
}
