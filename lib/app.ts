import { App, type AppProps, Tags } from 'aws-cdk-lib';
import { readSettings, stackName } from './config.ts';
import { ApiStack } from './stacks/api.ts';
import { HostingStack } from './stacks/hosting.ts';
import { IdentityStack } from './stacks/identity.ts';
import { RecapStack } from './stacks/recap.ts';
import { RecommendationStack } from './stacks/recommendation.ts';
import { StorageStack } from './stacks/storage.ts';

/** The whole app, one stack a concern. Settings come from context (`sightsong:*`). */
export function sightsongApp(props: AppProps = {}): App {
  const app = new App({ analyticsReporting: false, ...props });
  const settings = readSettings(app.node);
  const name = (part: string) => stackName(settings.stage, part);
  const common = {
    settings,
    env: {
      ...(process.env.CDK_DEFAULT_ACCOUNT ? { account: process.env.CDK_DEFAULT_ACCOUNT } : {}),
      ...(process.env.CDK_DEFAULT_REGION ? { region: process.env.CDK_DEFAULT_REGION } : {}),
    },
  };

  const hosting = new HostingStack(app, name('Hosting'), common);
  const webOrigins = settings.webOrigins ?? [hosting.importedOrigin];

  const storage = new StorageStack(app, name('Storage'), { ...common, webOrigins });
  const { media, recaps, taste, people } = storage;
  const { userPool, webClient } = new IdentityStack(app, name('Identity'), common);
  const { catalogue, previews, endpointName, endpointArn } = new RecommendationStack(
    app,
    name('Recommendation'),
    common,
  );
  const songs = { endpointName, endpointArn };
  const { machine } = new RecapStack(app, name('Recap'), { ...common, media, recaps, taste, catalogue, ...songs });
  const api = new ApiStack(app, name('Api'), {
    ...common,
    webOrigins,
    userPool,
    webClient,
    media,
    recaps,
    taste,
    people,
    catalogue,
    previews,
    machine,
    ...songs,
  });
  if (!settings.webOrigins) for (const stack of [storage, api]) stack.addStackDependency(hosting);
  Tags.of(app).add('app', 'sightsong');
  return app;
}
