/**
 * Builds the web page, tells it where a deployed stage's backend is, and puts it online:
 * `npm run publish -- --stage dev`. Credentials and region are found as the AWS CLI finds them.
 */
import { parseArgs } from 'node:util';
import { AmplifyClient, AmplifyServiceException, UpdateAppCommand } from '@aws-sdk/client-amplify';
import { CloudFormationClient, CloudFormationServiceException } from '@aws-sdk/client-cloudformation';
import { AppError, publicMessageOf } from '../core/errors.ts';
import { parseSettings } from '../lib/config.ts';
import { rewrites } from '../lib/rewrites.ts';
import { buildUi, UI_FOLDER } from './build-ui.ts';
import { isAllowedOrigin } from './publish/origins.ts';
import { type Deployment, readDeployment } from './publish/outputs.ts';
import { type ReleaseOptions, release } from './publish/release.ts';
import { siteFiles, zipSite } from './publish/site.ts';

const USAGE = 'npm run publish -- [--stage dev] [--region eu-west-1]';

export type PublishOptions = ReleaseOptions & {
  stage: string;
  /** That of the environment where it is left out. */
  region?: string | undefined;
  /** Makes the static export and gives its folder. */
  build: () => string | Promise<string>;
};

/** Publishes the page of a stage and gives its address. Throws AppError with a sentence that says what to do. */
export async function publish({ stage, region, build, ...options }: PublishOptions): Promise<string> {
  const config = region === undefined ? {} : { region };
  const cloudFormation = new CloudFormationClient(config);
  const amplify = new AmplifyClient(config);
  try {
    await checkAccess(cloudFormation);
    const deployment = await readDeployment(cloudFormation, stage);
    options.report('Building the page');
    const archive = zipSite(siteFiles(await build(), deployment));
    await setRewrites(amplify, deployment);
    await release(amplify, { appId: deployment.AppId, branchName: deployment.BranchName }, archive, options);
    if ((await isAllowedOrigin(deployment.ApiUrl, deployment.WebOrigin)) === false) {
      options.report(
        `The API does not answer pages of ${deployment.WebOrigin}: it is not among sightsong:webOrigins. Other addresses ` +
          'of the page may work; to allow this one, add it there and deploy again.',
      );
    }
    return deployment.WebOrigin;
  } catch (error) {
    throw inWords(error);
  } finally {
    cloudFormation.destroy();
    amplify.destroy();
  }
}

/** The host's rules name the API, so they are known only now. */
async function setRewrites(amplify: AmplifyClient, { AppId, ApiUrl }: Deployment): Promise<void> {
  await amplify.send(new UpdateAppCommand({ appId: AppId, customRules: rewrites({ apiUrl: ApiUrl }) }));
}

/** Whom and where to ask has to be known before anything is built. */
async function checkAccess(client: CloudFormationClient): Promise<void> {
  await client.config.region().catch((cause: unknown) => {
    throw new AppError('NoRegion', 400, `Say which region: ${USAGE}`, { cause });
  });
  await client.config.credentials().catch((cause: unknown) => {
    throw new AppError('NoCredentials', 401, 'No AWS credentials were found. Sign in, or set AWS_PROFILE.', { cause });
  });
}

/** The person at this command line runs the account, so AWS's own words help. */
function inWords(error: unknown): unknown {
  if (error instanceof AmplifyServiceException || error instanceof CloudFormationServiceException) {
    return new AppError('AwsRefused', 502, `AWS refused: ${error.message} (${error.name})`, { cause: error });
  }
  return error;
}

/** Throws InvalidCommand. */
function readArguments(words: string[]): { stage: string; region: string | undefined } {
  try {
    const { values } = parseArgs({ args: words, options: { stage: { type: 'string' }, region: { type: 'string' } } });
    const { stage } = parseSettings(values.stage === undefined ? {} : { stage: values.stage });
    return { stage, region: values.region };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('InvalidCommand', 400, `${reason.replace(/\.$/, '')}. Usage: ${USAGE}`, { cause });
  }
}

if (import.meta.main) {
  const say = (sentence: string) => process.stdout.write(`${sentence}\n`);
  try {
    const build = async () => {
      await buildUi();
      return UI_FOLDER;
    };
    const address = await publish({ ...readArguments(process.argv.slice(2)), build, report: say });
    say(`Published: ${address}`);
  } catch (error) {
    process.stderr.write(`${error instanceof AppError ? publicMessageOf(error) : String(error)}\n`);
    process.exitCode = 1;
  }
}
