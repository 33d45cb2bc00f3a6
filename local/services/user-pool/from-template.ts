/** A pool's settings from the properties of `AWS::Cognito::UserPool` and `AWS::Cognito::UserPoolClient`. */
import { z } from 'zod';
import { AppError } from '../../../core/errors.ts';
import { DEFAULT_PASSWORD_POLICY, type UserPoolClientConfig, type UserPoolConfig } from './config.ts';

const names = z.array(z.string()).default([]);
const poolSchema = z.looseObject({
  AliasAttributes: names,
  UsernameAttributes: names,
  AutoVerifiedAttributes: names,
  AdminCreateUserConfig: z.looseObject({ AllowAdminCreateUserOnly: z.boolean().optional() }).optional(),
  UsernameConfiguration: z.looseObject({ CaseSensitive: z.boolean() }).optional(),
  Policies: z
    .looseObject({
      PasswordPolicy: z
        .looseObject({
          MinimumLength: z.number(),
          RequireLowercase: z.boolean(),
          RequireUppercase: z.boolean(),
          RequireNumbers: z.boolean(),
          RequireSymbols: z.boolean(),
        })
        .partial()
        .optional(),
    })
    .optional(),
});

const unit = z.enum(['seconds', 'minutes', 'hours', 'days']);
const clientSchema = z.looseObject({
  ExplicitAuthFlows: names,
  AccessTokenValidity: z.number().optional(),
  IdTokenValidity: z.number().optional(),
  RefreshTokenValidity: z.number().optional(),
  TokenValidityUnits: z.looseObject({ AccessToken: unit, IdToken: unit, RefreshToken: unit }).partial().default({}),
  PreventUserExistenceErrors: z.enum(['ENABLED', 'LEGACY']).optional(),
  GenerateSecret: z.boolean().optional(),
});

const SECONDS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;
const HOUR = 3600;

/** Throws `InvalidUserPool` for properties that are not understood, among them clients with a secret. */
export function userPoolFromTemplate(pool: {
  readonly userPoolId: string;
  readonly region: string;
  readonly properties: unknown;
  readonly clients: ReadonlyArray<{ readonly clientId: string; readonly properties: unknown }>;
  readonly groups?: readonly string[];
}): Omit<UserPoolConfig, 'preSignUp'> {
  const properties = parse(poolSchema, pool.properties, `user pool ${pool.userPoolId}`);
  const policy = properties.Policies?.PasswordPolicy;
  const fallback = DEFAULT_PASSWORD_POLICY;
  return {
    userPoolId: pool.userPoolId,
    region: pool.region,
    issuer: `https://cognito-idp.${pool.region}.amazonaws.com/${pool.userPoolId}`,
    clients: pool.clients.map(clientFromTemplate),
    passwordPolicy: {
      minimumLength: policy?.MinimumLength ?? fallback.minimumLength,
      requireLowercase: policy ? (policy.RequireLowercase ?? false) : fallback.requireLowercase,
      requireUppercase: policy ? (policy.RequireUppercase ?? false) : fallback.requireUppercase,
      requireNumbers: policy ? (policy.RequireNumbers ?? false) : fallback.requireNumbers,
      requireSymbols: policy ? (policy.RequireSymbols ?? false) : fallback.requireSymbols,
    },
    signInWith: properties.UsernameAttributes.includes('email') ? 'email' : 'username',
    emailAlias: properties.AliasAttributes.includes('email'),
    autoVerifyEmail: properties.AutoVerifiedAttributes.includes('email'),
    groups: pool.groups ?? [],
    selfSignUp: !properties.AdminCreateUserConfig?.AllowAdminCreateUserOnly,
    usernameCaseSensitive: properties.UsernameConfiguration?.CaseSensitive ?? true,
  };
}

function clientFromTemplate(client: { clientId: string; properties: unknown }): UserPoolClientConfig {
  const properties = parse(clientSchema, client.properties, `user pool client ${client.clientId}`);
  if (properties.GenerateSecret) {
    throw new AppError('InvalidUserPool', 500, 'Clients with a secret are not supported by the local user pool.');
  }
  const units = properties.TokenValidityUnits;
  return {
    clientId: client.clientId,
    explicitAuthFlows: properties.ExplicitAuthFlows,
    accessTokenSeconds: (properties.AccessTokenValidity ?? 1) * SECONDS[units.AccessToken ?? 'hours'],
    idTokenSeconds: (properties.IdTokenValidity ?? 1) * SECONDS[units.IdToken ?? 'hours'],
    refreshTokenSeconds:
      properties.RefreshTokenValidity === undefined
        ? 30 * 24 * HOUR
        : properties.RefreshTokenValidity * SECONDS[units.RefreshToken ?? 'days'],
    preventUserExistenceErrors: properties.PreventUserExistenceErrors === 'ENABLED',
  };
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const path = result.error.issues[0]!.path.join('.');
  throw new AppError('InvalidUserPool', 500, `The template's ${what} has a property that is not understood: ${path}.`, {
    cause: result.error,
  });
}
