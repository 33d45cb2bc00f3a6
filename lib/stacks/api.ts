import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type * as cognito from 'aws-cdk-lib/aws-cognito';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { ROUTES } from '../../core/contracts/api.ts';
import { mediaKeys } from '../../core/contracts/names.ts';
import type { Route } from '../../core/contracts/route.ts';
import { ffmpegEnvironment, type Settings } from '../config.ts';
import { Accounts } from '../constructs/accounts.ts';
import { addAlarm } from '../constructs/alarms.ts';
import { accept } from '../constructs/findings.ts';
import { acceptPrefixes, allow } from '../constructs/grants.ts';
import { API_TIMEOUT, keptLog, NodeFunction } from '../constructs/node-function.ts';

export type ApiStackProps = StackProps & {
  settings: Settings;
  /** The origins whose pages may call. */
  webOrigins: string[];
  userPool: cognito.UserPool;
  webClient: cognito.UserPoolClient;
  media: s3.Bucket;
  recaps: dynamodb.Table;
  taste: dynamodb.Table;
  people: dynamodb.Table;
  catalogue: dynamodb.Table;
  previews: dynamodb.Table;
  machine: sfn.StateMachine;
  endpointName: string;
  endpointArn: string;
};

/** Cognito gives it to every access token that a password brought, and to no identity token. */
const ACCESS_TOKEN_SCOPE = 'aws.cognito.signin.user.admin';

/** One line a request. It tells neither the caller's address nor who they are, nor which recap was asked for. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  httpMethod: '$context.httpMethod',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseLength: '$context.responseLength',
  latencyMs: '$context.responseLatency',
};

/** The HTTP API: its routes are the contract's, and all but those that make sessions need a signed-in person. */
export class ApiStack extends Stack {
  constructor(scope: Construct, id: string, props: ApiStackProps) {
    super(scope, id, props);
    const { settings, media, recaps } = props;

    const api = new apigateway.HttpApi(this, 'Api', {
      description: 'Sightsong',
      createDefaultStage: false,
      defaultAuthorizationScopes: [ACCESS_TOKEN_SCOPE],
      defaultAuthorizer: new HttpUserPoolAuthorizer('People', props.userPool, { userPoolClients: [props.webClient] }),
      corsPreflight: {
        allowOrigins: props.webOrigins,
        allowMethods: ['GET', 'POST', 'PUT', 'DELETE'].map((method) => method as apigateway.CorsHttpMethod),
        allowHeaders: ['authorization', 'content-type'],
        maxAge: Duration.hours(1),
      },
    });
    new apigateway.HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 50, burstLimit: 100 },
      accessLogSettings: {
        destination: new apigateway.LogGroupLogDestination(keptLog(this, 'AccessLog', settings)),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });

    const recapsFunction = new NodeFunction(this, 'RecapsApi', {
      settings,
      handler: 'api/recaps',
      timeout: API_TIMEOUT,
      memoryMb: 512,
      environment: {
        recapsTable: recaps.tableName,
        mediaBucket: media.bucketName,
        recapMachine: props.machine.stateMachineArn,
        clustersEndpoint: props.endpointName,
        tasteTable: props.taste.tableName,
        peopleTable: props.people.tableName,
        ...ffmpegEnvironment(settings),
      },
    });
    allow(
      recapsFunction,
      ['dynamodb:PutItem', 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:DeleteItem', 'dynamodb:UpdateItem'],
      recaps.tableArn,
    );
    allow(recapsFunction, ['dynamodb:Query'], props.taste.tableArn);
    // A guest's recaps are counted; who was erased makes none.
    allow(recapsFunction, ['dynamodb:GetItem', 'dynamodb:UpdateItem'], props.people.tableArn);
    // A presigned address carries the rights of the role that signed it.
    allow(recapsFunction, ['s3:PutObject', 's3:DeleteObject'], media.arnForObjects(`${mediaKeys.uploadsPrefix}*`));
    allow(recapsFunction, ['s3:GetObject', 's3:DeleteObject'], media.arnForObjects('derivatives/*'));
    allow(recapsFunction, ['s3:ListBucket'], media.bucketArn);

    allow(recapsFunction, ['states:StartExecution'], props.machine.stateMachineArn);
    // A new recap wakes the endpoint, which sleeps when nobody asks.
    allow(recapsFunction, ['sagemaker:InvokeEndpoint'], props.endpointArn);

    acceptPrefixes(this, media, [mediaKeys.uploadsPrefix, 'derivatives/']);

    const period = Duration.minutes(5);
    addAlarm(this, 'ApiFails', settings, {
      metric: api.metricServerError({ period }),
      threshold: 5,
      meaning: 'The API answers with server errors.',
    });
    addAlarm(this, 'ApiThrottled', settings, {
      metric: recapsFunction.metricThrottles({ period }),
      threshold: 1,
      meaning: 'The account’s limit of concurrent functions turns API calls away.',
    });

    const { guests, sessions, account } = new Accounts(this, 'Accounts', props);
    const resources = {
      recaps: new HttpLambdaIntegration('Recaps', recapsFunction),
      tracks: new HttpLambdaIntegration('Tracks', this.createTracksFunction(props)),
      taste: new HttpLambdaIntegration('TasteOf', this.createTasteFunction(props)),
      previews: new HttpLambdaIntegration('PreviewsOf', this.createPreviewsFunction(props)),
      guests: new HttpLambdaIntegration('Guests', guests),
      sessions: new HttpLambdaIntegration('Sessions', sessions),
      account: new HttpLambdaIntegration('Account', account),
    };
    for (const [key, route] of Object.entries<Route>(ROUTES)) {
      const [method, path] = key.split(' ') as [apigateway.HttpMethod, string];
      const open = route.access === 'anyone';
      const made = api.addRoutes({
        path,
        methods: [method],
        integration: resources[route.resource],
        ...(open ? { authorizer: new apigateway.HttpNoneAuthorizer(), authorizationScopes: [] } : {}),
      });
      if (!open) continue;
      for (const one of made) {
        accept(one, 'AwsSolutions-APIG4', 'It makes or ends sessions: the cookie, the password or a limit guards it.');
      }
    }
    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
  }

  /** Songs of the catalogue, and for a recap of the caller. */
  private createTracksFunction({
    settings,
    recaps,
    taste,
    catalogue,
    endpointName,
    endpointArn,
  }: ApiStackProps): NodeFunction {
    const tracksFunction = new NodeFunction(this, 'TracksApi', {
      settings,
      handler: 'api/tracks',
      timeout: API_TIMEOUT,
      memoryMb: 512,
      environment: {
        recapsTable: recaps.tableName,
        catalogueTable: catalogue.tableName,
        tasteTable: taste.tableName,
        clustersEndpoint: endpointName,
      },
    });
    allow(tracksFunction, ['dynamodb:GetItem', 'dynamodb:BatchGetItem'], catalogue.tableArn);
    allow(tracksFunction, ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'], recaps.tableArn);
    allow(tracksFunction, ['dynamodb:Query'], taste.tableArn);
    allow(tracksFunction, ['sagemaker:InvokeEndpoint'], endpointArn);
    return tracksFunction;
  }

  /** What the caller said of songs. */
  private createTasteFunction({ settings, taste, catalogue }: ApiStackProps): NodeFunction {
    const tasteFunction = new NodeFunction(this, 'TasteApi', {
      settings,
      handler: 'api/taste',
      timeout: API_TIMEOUT,
      memoryMb: 512,
      environment: { tasteTable: taste.tableName, catalogueTable: catalogue.tableName },
    });
    allow(tasteFunction, ['dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:Query'], taste.tableArn);
    allow(tasteFunction, ['dynamodb:BatchGetItem'], catalogue.tableArn);
    return tasteFunction;
  }

  /** Where a song can be heard. The one function of the API that asks outside services. */
  private createPreviewsFunction({ settings, previews, catalogue }: ApiStackProps): NodeFunction {
    const previewsFunction = new NodeFunction(this, 'PreviewsApi', {
      settings,
      handler: 'api/previews',
      timeout: API_TIMEOUT,
      memoryMb: 512,
      environment: {
        previewsTable: previews.tableName,
        catalogueTable: catalogue.tableName,
        itunesBaseUrl: settings.itunesBaseUrl,
        deezerBaseUrl: settings.deezerBaseUrl,
      },
    });
    allow(previewsFunction, ['dynamodb:GetItem', 'dynamodb:PutItem'], previews.tableArn);
    allow(previewsFunction, ['dynamodb:BatchGetItem'], catalogue.tableArn);
    return previewsFunction;
  }
}
