import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import type { Settings } from '../config.ts';
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
