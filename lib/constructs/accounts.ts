import { Duration, Stack } from 'aws-cdk-lib';
import type * as cognito from 'aws-cdk-lib/aws-cognito';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { mediaKeys } from '../../core/contracts/names.ts';
import type { Settings } from '../config.ts';
import { addAlarm } from './alarms.ts';
import { accept } from './findings.ts';
import { allow } from './grants.ts';
import { API_TIMEOUT, NodeFunction, type NodeFunctionProps } from './node-function.ts';

export type AccountsProps = {
  settings: Settings;
  /** The origins whose pages may use a session's cookie. */
  webOrigins: string[];
  userPool: cognito.UserPool;
  webClient: cognito.UserPoolClient;
  people: dynamodb.Table;
  recaps: dynamodb.Table;
  taste: dynamodb.Table;
  media: s3.Bucket;
};

/** Guests, sessions and accounts: what speaks to the user pool in the browser's place, and what erases people. */
export class Accounts extends Construct {
  readonly guests: NodeFunction;
  readonly sessions: NodeFunction;
  readonly account: NodeFunction;

  constructor(scope: Construct, id: string, props: AccountsProps) {
    super(scope, id);
    const { settings, userPool, webClient, people } = props;
    const common = {
      peopleTable: people.tableName,
      userPool: userPool.userPoolId,
      webClient: webClient.userPoolClientId,
    };
    const own = { ...common, webOrigins: props.webOrigins.join(',') };
    const serving = { settings, timeout: API_TIMEOUT, memoryMb: 512 };
    const mayUsePool = (on: NodeFunction, ...actions: string[]) =>
      allow(
        on,
        actions.map((action) => `cognito-idp:${action}`),
        userPool.userPoolArn,
      );

    // Their ids are short ones of the stack: the functions belong to it, not to a part of it.
    const stack = Stack.of(this);
    this.guests = new NodeFunction(stack, 'GuestsApi', {
      ...serving,
      handler: 'accounts/guests',
      environment: { ...own, guestsPerHour: String(settings.guestsPerHour) },
    });
    mayUsePool(this.guests, 'AdminCreateUser', 'AdminSetUserPassword', 'AdminAddUserToGroup', 'AdminInitiateAuth');
    allow(this.guests, ['dynamodb:PutItem', 'dynamodb:UpdateItem'], people.tableArn);

    this.sessions = new NodeFunction(stack, 'SessionsApi', {
      ...serving,
      handler: 'accounts/sessions',
      environment: own,
    });
    mayUsePool(
      this.sessions,
      'AdminInitiateAuth',
      'AdminSetUserPassword',
      'AdminRemoveUserFromGroup',
      'AdminUserGlobalSignOut',
    );
    allow(this.sessions, ['dynamodb:DeleteItem', 'dynamodb:UpdateItem'], people.tableArn);

    this.account = new NodeFunction(stack, 'AccountApi', {
      ...serving,
      handler: 'accounts/account',
      environment: { ...own, ...this.#owned(props) },
    });
    mayUsePool(this.account, 'AdminInitiateAuth', 'AdminDeleteUser');
    allow(this.account, ['dynamodb:PutItem', 'dynamodb:UpdateItem'], people.tableArn);
    this.#mayForget(this.account, props);

    this.#eraseDuePeople(stack, { ...common, ...this.#owned(props) }, props);
  }

  #owned({ recaps, taste, media }: AccountsProps) {
    return { recapsTable: recaps.tableName, tasteTable: taste.tableName, mediaBucket: media.bucketName };
  }

  /** To delete all that is a person's. */
  #mayForget(on: NodeFunction, { recaps, taste, media }: AccountsProps): void {
    allow(on, ['dynamodb:Query', 'dynamodb:DeleteItem'], recaps.tableArn, taste.tableArn);
    allow(on, ['s3:ListBucket'], media.bucketArn);
    allow(
      on,
      ['s3:DeleteObject'],
      media.arnForObjects(`${mediaKeys.uploadsPrefix}*`),
      media.arnForObjects('derivatives/*'),
    );
  }

  #eraseDuePeople(
    stack: Stack,
    environment: NonNullable<NodeFunctionProps['environment']>,
    props: AccountsProps,
  ): void {
    const { settings, userPool, people } = props;
    const erase = new NodeFunction(stack, 'ErasePeople', {
      settings,
      handler: 'accounts/erase-people',
      timeout: Duration.seconds(55),
      memoryMb: 256,
      environment,
    });
    allow(erase, ['cognito-idp:AdminDeleteUser', 'cognito-idp:AdminGetUser'], userPool.userPoolArn);
    allow(erase, ['dynamodb:Scan', 'dynamodb:PutItem', 'dynamodb:DeleteItem'], people.tableArn);
    this.#mayForget(erase, props);
    const rule = new events.Rule(stack, 'EraseNow', {
      description: 'Guests whose day is over are erased',
      schedule: events.Schedule.rate(Duration.minutes(15)),
      // A round that is lost is made up for by the next one.
      targets: [new targets.LambdaFunction(erase, { retryAttempts: 0 })],
    });
    accept(rule, 'Serverless-EventBusDLQ', 'An event says only that time has passed; the next one says it again.');
    addAlarm(stack, 'PeopleNotErased', settings, {
      metric: erase.metricErrors({ period: Duration.hours(1) }),
      threshold: 2,
      meaning: 'Guests whose day is over, or people who asked for it, are not erased.',
    });
  }
}
