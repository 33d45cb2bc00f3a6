/** A deployed stack as a target, by the addresses that its outputs tell. */
import type { Target } from './target.ts';

/** Environment variables, and the stack output that each of them is. */
const NEEDED = {
  SIGHTSONG_API_URL: 'ApiUrl of the Api stack',
  SIGHTSONG_USER_POOL_ID: 'UserPoolId of the Identity stack',
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
  const userPoolId = environment.SIGHTSONG_USER_POOL_ID!;
  const region = userPoolId.split('_')[0]!;
  const webUrl = environment.SIGHTSONG_WEB_ORIGIN;
  return {
    addresses: {
      region,
      apiUrl: environment.SIGHTSONG_API_URL!.replace(/\/+$/, ''),
      webUrl: webUrl ?? 'https://origin.invalid',
    },
    // People are made with the credentials that the AWS CLI would use.
    pool: { region, userPoolId, webClientId: environment.SIGHTSONG_WEB_CLIENT_ID! },
    capabilities: ['gateway', 'sight', ...(webUrl ? (['origin'] as const) : [])],
  };
}
