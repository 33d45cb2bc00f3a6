import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import type { Settings } from '../config.ts';
import { addAlarm } from '../constructs/alarms.ts';
import { accept } from '../constructs/findings.ts';
import { NodeFunction } from '../constructs/node-function.ts';

/** Who people are: a user pool whose guests need no address, and the web app's client. */
export class IdentityStack extends Stack {
  readonly userPool: cognito.UserPool;
  readonly webClient: cognito.UserPoolClient;

  constructor(scope: Construct, id: string, props: StackProps & { settings: Settings }) {
    super(scope, id, props);
    const { settings } = props;

    const admitGuest = new NodeFunction(this, 'AdmitGuest', {
      settings,
      handler: 'accounts/admit-guest',
      timeout: Duration.seconds(5),
      memoryMb: 128,
    });

    addAlarm(this, 'GuestsTurnedAway', settings, {
      metric: admitGuest.metricErrors({ period: Duration.minutes(5) }),
      threshold: 1,
      meaning: 'The function that admits guests fails: nobody new can sign up.',
    });

    this.userPool = new cognito.UserPool(this, 'People', {
      selfSignUpEnabled: true,
      signInAliases: { username: true, email: true },
      autoVerify: { email: true },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: false,
      },
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
      lambdaTriggers: { preSignUp: admitGuest },
      removalPolicy: settings.removeData ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    });

    accept(
      this.userPool,
      'AwsSolutions-COG1',
      'Twelve characters or more: length outweighs a forced symbol (NIST SP 800-63B).',
    );
    accept(
      this.userPool,
      'AwsSolutions-COG2',
      'Guests have no second factor to give, and what an account guards is its own recaps.',
    );
    accept(
      this.userPool,
      'AwsSolutions-COG8',
      'The Plus plan costs by active person; lockout and throttling come with every plan.',
    );

    this.webClient = this.userPool.addClient('Web', {
      authFlows: { userPassword: true, userSrp: true },
      generateSecret: false,
      preventUserExistenceErrors: true,
      disableOAuth: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.days(30),
      enableTokenRevocation: true,
    });

    new CfnOutput(this, 'UserPoolId', { value: this.userPool.userPoolId });
    new CfnOutput(this, 'IdentityUrl', { value: `https://cognito-idp.${this.region}.${this.urlSuffix}` });
    new CfnOutput(this, 'WebClientId', { value: this.webClient.userPoolClientId });
  }
}
