/** A deployed stack as a target, by the addresses that its outputs tell. */
import type { Target } from './target.ts';

/** Environment variables, and the stack output that each of them is. */
const NEEDED = {
  SIGHTSONG_API_URL: 'ApiUrl of the Api stack',
  SIGHTSONG_IDENTITY_URL: 'IdentityUrl of the Identity stack',
  SIGHTSONG_WEB_CLIENT_ID: 'WebClientId of the Identity stack',
} as const;

/** Whether a deployed stack is meant. */
export const isDeployedNamed = (environment: NodeJS.ProcessEnv): boolean => Boolean(environment.SIGHTSONG_API_URL);

/** The stack that the environment names. Throws an Error that names what is missing. */
export function deployedTarget(environment: NodeJS.ProcessEnv): Target {
  const missing = Object.entries(NEEDED).filter(([name]) => !environment[name]);
  if (missing.length > 0) {
    throw new Error(`Please set ${missing.map(([name, output]) => `${name} (${output})`).join(', ')} as well.`);
  }
  const identityUrl = environment.SIGHTSONG_IDENTITY_URL!;
  const webUrl = environment.SIGHTSONG_WEB_ORIGIN;
  return {
    addresses: {
      region: /cognito-idp\.([a-z0-9-]+)\./.exec(identityUrl)?.[1] ?? environment.AWS_REGION ?? 'us-east-1',
      apiUrl: environment.SIGHTSONG_API_URL!.replace(/\/+$/, ''),
      identityUrl,
      webClientId: environment.SIGHTSONG_WEB_CLIENT_ID!,
      webUrl: webUrl ?? 'https://origin.invalid',
    },
    capabilities: ['gateway', 'sight', ...(webUrl ? (['origin'] as const) : [])],
  };
}
