/** What a user pool is made of. */

/** Requirements of a new password. */
export interface PasswordPolicy {
  readonly minimumLength: number;
  readonly requireLowercase: boolean;
  readonly requireUppercase: boolean;
  readonly requireNumbers: boolean;
  readonly requireSymbols: boolean;
}

/** Cognito's own policy for pools that set none. */
export const DEFAULT_PASSWORD_POLICY: PasswordPolicy = {
  minimumLength: 8,
  requireLowercase: true,
  requireUppercase: true,
  requireNumbers: true,
  requireSymbols: true,
};

export interface UserPoolClientConfig {
  readonly clientId: string;
  /** As the API spells them: `ALLOW_USER_PASSWORD_AUTH`, `ALLOW_REFRESH_TOKEN_AUTH`, … */
  readonly explicitAuthFlows: readonly string[];
  readonly accessTokenSeconds: number;
  readonly idTokenSeconds: number;
  readonly refreshTokenSeconds: number;
  /** Whether answers hide which users exist (`PreventUserExistenceErrors: ENABLED`). */
  readonly preventUserExistenceErrors: boolean;
}

/** The event of a PreSignUp trigger, as the function receives and returns it. */
export interface PreSignUpEvent {
  readonly version: '1';
  readonly region: string;
  readonly userPoolId: string;
  readonly userName: string;
  readonly callerContext: { readonly awsSdkVersion: string; readonly clientId: string };
  readonly triggerSource: 'PreSignUp_SignUp';
  readonly request: {
    readonly userAttributes: Record<string, string>;
    readonly validationData: Record<string, string>;
    readonly clientMetadata: Record<string, string>;
  };
  response: { autoConfirmUser: boolean; autoVerifyEmail: boolean; autoVerifyPhone: boolean };
}

export interface UserPoolConfig {
  /** `<region>_<nine letters and digits>`. */
  readonly userPoolId: string;
  readonly region: string;
  /** The `iss` of its tokens: `https://cognito-idp.<region>.amazonaws.com/<userPoolId>`. */
  readonly issuer: string;
  readonly clients: readonly UserPoolClientConfig[];
  readonly passwordPolicy: PasswordPolicy;
  /**
   * `username`: names are free, a verified address signs in as well where `emailAlias` is set.
   * `email`: the address is the user name, a random one is made behind it.
   */
  readonly signInWith: 'username' | 'email';
  readonly emailAlias: boolean;
  /** Whether a code is sent to a new address. */
  readonly autoVerifyEmail: boolean;
  readonly usernameCaseSensitive: boolean;
  /** Names of the groups that users may be in. */
  readonly groups: readonly string[];
  /** Whether people may sign up by themselves. */
  readonly selfSignUp: boolean;
  /** The PreSignUp trigger; what it throws refuses the sign-up. */
  readonly preSignUp?: (event: PreSignUpEvent) => Promise<PreSignUpEvent>;
}

/** A code on its way to a person. */
export interface CodeMessage {
  /** E-mail address. */
  readonly destination: string;
  /** Six digits. */
  readonly code: string;
  readonly kind: 'sign-up' | 'forgot-password' | 'verify-email';
}
