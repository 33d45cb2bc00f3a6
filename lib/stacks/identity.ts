import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { GUEST_GROUP, SESSION_SECONDS } from '../../core/contracts/accounts.ts';
import { MIN_PASSWORD } from '../../core/contracts/password.ts';
import type { Settings } from '../config.ts';
import { accept } from '../constructs/findings.ts';

/** Who people are: a user pool with a group for guests, and the client that our own functions sign people in with. */
export class IdentityStack extends Stack {
  readonly userPool: cognito.UserPool;
  readonly webClient: cognito.UserPoolClient;

  constructor(scope: Construct, id: string, props: StackProps & { settings: Settings }) {
    super(scope, id, props);
    const { settings } = props;

    this.userPool = new cognito.UserPool(this, 'People', {
      // People become guests through the API, where they are counted; an account is a guest who confirmed an address.
      selfSignUpEnabled: false,
      signInAliases: { username: true, email: true },
      autoVerify: { email: true },
      passwordPolicy: {
        minLength: MIN_PASSWORD,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: false,
      },
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
      removalPolicy: settings.removeData ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    });
    this.userPool.addGroup('Guests', {
      groupName: GUEST_GROUP,
      description: 'May make a few recaps within a day, and nothing that others see',
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
      // Signed calls alone: whoever knows the client's id can sign nobody in with it.
      authFlows: { adminUserPassword: true },
      generateSecret: false,
      preventUserExistenceErrors: true,
      disableOAuth: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.seconds(SESSION_SECONDS),
      enableTokenRevocation: true,
    });

    new CfnOutput(this, 'UserPoolId', { value: this.userPool.userPoolId });
    new CfnOutput(this, 'WebClientId', { value: this.webClient.userPoolClientId });
  }
}
