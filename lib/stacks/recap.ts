import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import * as secrets from 'aws-cdk-lib/aws-secretsmanager';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { mediaKeys } from '../../core/contracts/names.ts';
import type { StepName } from '../../core/contracts/pipeline.ts';
import { ffmpegEnvironment, type Settings } from '../config.ts';
import { addAlarm } from '../constructs/alarms.ts';
import { accept } from '../constructs/findings.ts';
import { acceptPrefixes, allow } from '../constructs/grants.ts';
import { keptLog, NodeFunction, type NodeFunctionProps } from '../constructs/node-function.ts';
import { recapMachine } from '../constructs/recap-machine.ts';

export type RecapStackProps = StackProps & {
  settings: Settings;
  media: s3.Bucket;
  recaps: dynamodb.Table;
  taste: dynamodb.Table;
  catalogue: dynamodb.Table;
  endpointName: string;
  endpointArn: string;
};

type StepSettings = {
  handler: string;
  seconds: number;
  memoryMb: number;
  environment?: NodeFunctionProps['environment'];
};

/** The pipeline: an upload starts the state machine, whose every step is one small function. */
export class RecapStack extends Stack {
  readonly machine: sfn.StateMachine;

  constructor(scope: Construct, id: string, props: RecapStackProps) {
    super(scope, id, props);
    acceptPrefixes(this, props.media, [mediaKeys.uploadsPrefix, 'derivatives/']);
    const steps = this.createSteps(props);
    this.grantSteps(steps, props);

    this.machine = new sfn.StateMachine(this, 'Machine', {
      definitionBody: sfn.DefinitionBody.fromString(this.toJsonString(recapMachine((step) => steps[step].functionArn))),
      stateMachineType: sfn.StateMachineType.STANDARD,
      tracingEnabled: true,
      logs: {
        destination: keptLog(this, 'MachineLog', props.settings),
        level: sfn.LogLevel.ERROR,
        // Ids of people travel through the states; they stay out of the log.
        includeExecutionData: false,
      },
    });
    allow(this.machine, ['lambda:InvokeFunction'], ...Object.values(steps).map((step) => step.functionArn));

    accept(this.machine, 'AwsSolutions-IAM5[Resource::*]', 'Delivery of logs and traces knows no resources.');
    accept(this.machine, 'AwsSolutions-SF1', 'Its history tells every event for 90 days; the log keeps the failures.');

    this.endStoppedExecutions(props);
    this.addAlarms(props);

    new events.Rule(this, 'PhotoUploaded', {
      description: 'A finished upload starts a recap',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [props.media.bucketName] }, object: { key: [{ prefix: mediaKeys.uploadsPrefix }] } },
      },
      targets: [
        new targets.SfnStateMachine(this.machine, {
          // The event itself tells the uploader's address, which the history would keep for 90 days.
          input: events.RuleTargetInput.fromObject({
            detail: {
              object: {
                key: events.EventField.fromPath('$.detail.object.key'),
                size: events.EventField.fromPath('$.detail.object.size'),
              },
            },
          }),
          retryAttempts: 8,
          maxEventAge: Duration.hours(2),
          deadLetterQueue: this.deadLetters('UndeliveredUploads', props.settings, 'Uploads did not start a recap.'),
        }),
      ],
    });
  }

  /** No Catch sees an execution that was stopped, timed out or broke; the recap behind it is ended from outside. */
  private endStoppedExecutions({ settings, recaps }: RecapStackProps): void {
    const unended = this.deadLetters('UnendedRecaps', settings, 'Recaps whose execution broke may wait for ever.');
    const endStopped = new NodeFunction(this, 'EndStopped', {
      settings,
      deadLetterQueue: unended,
      handler: 'recap/end-stopped',
      timeout: Duration.seconds(20),
      memoryMb: 256,
      environment: { recapsTable: recaps.tableName },
    });
    // It removes no media: what broke an execution may pass, and the recap be tried again.
    allow(endStopped, ['dynamodb:UpdateItem'], recaps.tableArn);
    new events.Rule(this, 'ExecutionStopped', {
      description: 'An execution that ended past every Catch',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: { stateMachineArn: [this.machine.stateMachineArn], status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
      },
      targets: [
        new targets.LambdaFunction(endStopped, {
          retryAttempts: 8,
          deadLetterQueue: unended,
        }),
      ],
    });
  }

  /** A queue for what could not be delivered, and the alarm that rings while something is in it. */
  private deadLetters(id: string, settings: Settings, meaning: string): sqs.Queue {
    const queue = new sqs.Queue(this, id, { enforceSSL: true, retentionPeriod: Duration.days(14) });
    const reason = 'It is a dead-letter queue itself, of a rule’s target.';
    for (const rule of ['AwsSolutions-SQS3', 'Serverless-SQSRedrivePolicy']) accept(queue, rule, reason);
    addAlarm(this, `${id}Waiting`, settings, {
      metric: queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) }),
      threshold: 1,
      meaning,
    });
    return queue;
  }

  /** Steps need no alarms of their own: where one fails for good, its execution does. */
  private addAlarms({ settings }: RecapStackProps): void {
    const period = Duration.minutes(15);
    addAlarm(this, 'RecapsFail', settings, {
      metric: this.machine.metricFailed({ period }),
      threshold: 3,
      meaning: 'Several recaps failed within 15 minutes.',
    });
    addAlarm(this, 'RecapsTimeOut', settings, {
      metric: this.machine.metricTimedOut({ period }),
      threshold: 1,
      meaning: 'A recap took longer than it may.',
    });
    addAlarm(this, 'RecapsThrottled', settings, {
      metric: this.machine.metricThrottled({ period }),
      threshold: 1,
      meaning: 'The account’s limits slow recaps down.',
    });
  }

  private createSteps({
    settings,
    media,
    recaps,
    taste,
    catalogue,
    endpointName,
  }: RecapStackProps): Record<StepName, NodeFunction> {
    const items = { recapsTable: recaps.tableName };
    const files = { ...items, mediaBucket: media.bucketName };
    const model: NodeFunctionProps['environment'] = settings.openAiSecret
      ? {
          openAiSecret: settings.openAiSecret,
          openAiBaseUrl: settings.openAiBaseUrl,
          openAiModel: settings.openAiModel,
        }
      : {};
    const visionModel: NodeFunctionProps['environment'] = settings.visionModelUrl
      ? {
          mediaBucket: media.bucketName,
          visionModelUrl: settings.visionModelUrl,
          visionModel: settings.visionModel,
          ...(settings.visionModelSecret ? { visionModelSecret: settings.visionModelSecret } : {}),
        }
      : {};
    const create = (step: StepName, { handler, seconds, memoryMb, environment = {} }: StepSettings) =>
      new NodeFunction(this, step, {
        settings,
        handler: `recap/${handler}`,
        timeout: Duration.seconds(seconds),
        memoryMb,
        environment,
      });
    return {
      PrepareMedia: create('PrepareMedia', {
        handler: 'prepare-media',
        seconds: 30,
        memoryMb: 2048,
        environment: files,
      }),
      ExtractFrames: this.createFrameExtractor(settings, files),
      DetectLabels: create('DetectLabels', {
        handler: 'detect-labels',
        seconds: 55,
        memoryMb: 256,
        environment: files,
      }),
      DetectFaces: create('DetectFaces', { handler: 'detect-faces', seconds: 55, memoryMb: 256, environment: files }),
      DetectModeration: create('DetectModeration', {
        handler: 'detect-moderation',
        seconds: 55,
        memoryMb: 256,
        environment: files,
      }),
      ReadMood: create('ReadMood', {
        handler: 'read-mood',
        seconds: settings.visionModelUrl ? 45 : 10,
        memoryMb: 256,
        environment: { ...items, ...visionModel },
      }),
      WriteStory: create('WriteStory', {
        handler: 'write-story',
        seconds: 40,
        memoryMb: 256,
        environment: { ...items, ...model, narrationLanguages: settings.narrationLanguages.join(',') },
      }),
      FindClusters: create('FindClusters', {
        handler: 'find-clusters',
        seconds: 30,
        memoryMb: 256,
        environment: { ...items, clustersEndpoint: endpointName, catalogueTable: catalogue.tableName },
      }),
      LookupTracks: create('LookupTracks', {
        handler: 'lookup-tracks',
        seconds: 20,
        memoryMb: 512,
        environment: { ...items, catalogueTable: catalogue.tableName, tasteTable: taste.tableName },
      }),
      Narrate: create('Narrate', {
        handler: 'narrate',
        seconds: 30,
        memoryMb: 1024,
        environment: {
          ...files,
          narrationVoice: settings.narrationVoice,
          voiceQuality: settings.voiceQuality,
        },
      }),
      PublishRecap: create('PublishRecap', {
        handler: 'publish-recap',
        seconds: 10,
        memoryMb: 256,
        environment: items,
      }),
      FailRecap: create('FailRecap', { handler: 'fail-recap', seconds: 20, memoryMb: 256, environment: files }),
    };
  }

  /** Without an ffmpeg it refuses every video with a sentence; it comes by a layer, or is one of the host's own. */
  private createFrameExtractor(settings: Settings, files: NodeFunctionProps['environment']): NodeFunction {
    return new NodeFunction(this, 'ExtractFrames', {
      settings,
      handler: 'recap/extract-frames',
      timeout: Duration.seconds(120),
      // Frames of 4K need most of it, and the time it takes shrinks with what comes along in processors.
      memoryMb: 3008,
      environment: { ...files, ...ffmpegEnvironment(settings) },
      ...(settings.ffmpegLayer
        ? { layers: [lambda.LayerVersion.fromLayerVersionArn(this, 'Ffmpeg', settings.ffmpegLayer)] }
        : {}),
    });
  }

  private grantSteps(
    steps: Record<StepName, NodeFunction>,
    { settings, media, recaps, taste, catalogue, endpointArn }: RecapStackProps,
  ): void {
    const uploads = media.arnForObjects(`${mediaKeys.uploadsPrefix}*`);
    const derivatives = media.arnForObjects('derivatives/*');
    for (const step of Object.values(steps)) allow(step, ['dynamodb:UpdateItem'], recaps.tableArn);

    // To tell a recap that somebody else has claimed from one that was deleted.
    allow(steps.PrepareMedia, ['dynamodb:GetItem'], recaps.tableArn);
    allow(steps.PrepareMedia, ['s3:GetObject', 's3:DeleteObject'], uploads);
    allow(steps.PrepareMedia, ['s3:PutObject'], derivatives);
    allow(steps.ExtractFrames, ['s3:GetObject', 's3:DeleteObject'], uploads);
    allow(steps.ExtractFrames, ['s3:PutObject'], derivatives);
    for (const [step, action] of [
      ['DetectLabels', 'rekognition:DetectLabels'],
      ['DetectFaces', 'rekognition:DetectFaces'],
      ['DetectModeration', 'rekognition:DetectModerationLabels'],
    ] as const) {
      // Rekognition's image operations know no resource, and read the picture with the caller's own rights.
      allow(steps[step], [action], '*');
      allow(steps[step], ['s3:GetObject'], derivatives);
    }
    if (settings.openAiSecret) this.allowSecret(steps.WriteStory, 'OpenAiKey', settings.openAiSecret);
    if (settings.visionModelUrl) {
      allow(steps.ReadMood, ['s3:GetObject'], derivatives);
      if (settings.visionModelSecret) this.allowSecret(steps.ReadMood, 'VisionModelKey', settings.visionModelSecret);
    }
    allow(steps.FindClusters, ['sagemaker:InvokeEndpoint'], endpointArn);
    allow(steps.FindClusters, ['dynamodb:GetItem'], catalogue.tableArn);
    allow(steps.LookupTracks, ['dynamodb:BatchGetItem'], catalogue.tableArn);
    allow(steps.LookupTracks, ['dynamodb:Query'], taste.tableArn);
    // Polly's speech operations know no resource but lexicons, of which we use none.
    allow(steps.Narrate, ['polly:SynthesizeSpeech'], '*');
    allow(steps.Narrate, ['s3:PutObject'], derivatives);
    allow(steps.FailRecap, ['s3:DeleteObject'], uploads, derivatives);
    allow(steps.FailRecap, ['s3:ListBucket'], media.bucketArn);
  }

  private allowSecret(step: NodeFunction, id: string, nameOrArn: string): void {
    const isArn = nameOrArn.startsWith('arn:');
    const secret = isArn
      ? secrets.Secret.fromSecretCompleteArn(this, id, nameOrArn)
      : secrets.Secret.fromSecretNameV2(this, id, nameOrArn);
    allow(step, ['secretsmanager:GetSecretValue'], isArn ? secret.secretArn : `${secret.secretArn}-??????`);
  }
}
