// TEMPORARY until services/user-pool.ts is there.
import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import type { LambdaHost } from '../lambda-host.ts';
import { jsonService } from '../services/wire/json.ts';
import type { Assembly } from '../template.ts';
import { ofType } from './properties.ts';

export async function openUserPools(assembly: Assembly, _folder: string, lambdas: LambdaHost, region: string) {
  const pool = ofType(assembly, 'AWS::Cognito::UserPool')[0]!;
  const client = ofType(assembly, 'AWS::Cognito::UserPoolClient')[0]!;
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const users = new Map<string, { password: string; sub: string }>();
  const issuer = `https://cognito-idp.${region}.amazonaws.com/${pool.physicalId}`;
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' };
  const b64 = (o: unknown) => Buffer.from(JSON.stringify(o)).toString('base64url');
  void lambdas;
  const service = Object.assign(
    jsonService({
      signingName: 'cognito-idp',
      targetPrefix: 'AWSCognitoIdentityProviderService',
      protocol: '1.1',
      unsignedOperations: ['SignUp', 'InitiateAuth'],
      operations: {
        SignUp: (i) => {
          users.set(String(i.Username), { password: String(i.Password), sub: randomUUID() });
          return { UserConfirmed: true };
        },
        InitiateAuth: (i) => {
          const p = i.AuthParameters as Record<string, string>;
          const u = users.get(p.USERNAME!)!;
          const now = Math.floor(Date.now() / 1000);
          const head = `${b64({ alg: 'RS256', kid: 'k1' })}.${b64({ sub: u.sub, iss: issuer, client_id: client.physicalId, token_use: 'access', exp: now + 3600, iat: now })}`;
          return { AuthenticationResult: { AccessToken: `${head}.${createSign('RSA-SHA256').update(head).sign(privateKey).toString('base64url')}`, ExpiresIn: 3600 } };
        },
      },
    }),
    { answersBrowsers: true },
  );
  return { service, clientId: client.physicalId, keysFor: async (iss: string) => (iss === issuer ? [jwk] : []) };
}
