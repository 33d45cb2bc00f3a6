import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { mediaKeys } from '../../core/contracts/names.ts';
import type { Settings } from '../config.ts';
import { accept } from '../constructs/findings.ts';

export type StorageStackProps = StackProps & {
  settings: Settings;
  /** The origins whose pages may upload and read. */
  webOrigins: string[];
};

/** What people give us and what we make of it: the media bucket, the tables of recaps, tastes and people. */
export class StorageStack extends Stack {
  readonly media: s3.Bucket;
  readonly recaps: dynamodb.Table;
  /** Likes, hidden songs, banned artists. */
  readonly taste: dynamodb.Table;
  /** Guests, and for a while who was erased and how often addresses asked. */
  readonly people: dynamodb.Table;

  constructor(scope: Construct, id: string, props: StorageStackProps) {
    super(scope, id, props);
    const { webOrigins, settings } = props;
    const removalPolicy = settings.removeData ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;

    this.media = new s3.Bucket(this, 'Media', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy,
      cors: [
        {
          allowedOrigins: webOrigins,
          allowedMethods: [s3.HttpMethods.GET, s3.HttpMethods.HEAD, s3.HttpMethods.POST],
          allowedHeaders: ['*'],
          exposedHeaders: ['ETag', 'Content-Length'],
          maxAge: 3600,
        },
      ],
      lifecycleRules: [
        // Uploads are deleted as soon as the derivative exists; what is left after a day belongs to no running recap.
        { id: 'forget-uploads', prefix: mediaKeys.uploadsPrefix, expiration: Duration.days(1) },
        { id: 'abort-multipart', abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });

    accept(this.media, 'AwsSolutions-S1', 'An access log would keep who looked at which photo, and from where.');
    // Set on the resource itself: CDK's own switch would bring a custom resource and its function along.
    (this.media.node.defaultChild as s3.CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };

    this.recaps = new dynamodb.Table(this, 'Recaps', {
      partitionKey: { name: 'userId', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'recapId', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'expiresAt',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy,
    });
    this.taste = new dynamodb.Table(this, 'Taste', {
      partitionKey: { name: 'userId', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'entry', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy,
    });
    this.people = new dynamodb.Table(this, 'People', {
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'expiresAt',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy,
    });
    new CfnOutput(this, 'MediaUrl', { value: `https://${this.media.bucketRegionalDomainName}` });
  }
}
