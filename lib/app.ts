import { App, type AppProps, Tags } from 'aws-cdk-lib';
import { readSettings } from './config.ts';
import { ApiStack } from './stacks/api.ts';
import { IdentityStack } from './stacks/identity.ts';
import { RecapStack } from './stacks/recap.ts';
import { RecommendationStack } from './stacks/recommendation.ts';
import { StorageStack } from './stacks/storage.ts';

/** The whole app, one stack a concern. Settings come from context (`sightsong:*`). */
export function sightsongApp(props: AppProps = {}): App {
  const app = new App({ analyticsReporting: false, ...props });
  const settings = readSettings(app.node);
  const name = (part: string) => `Sightsong-${settings.stage}-${part}`;
  const common = {
    settings,
    env: {
      ...(process.env.CDK_DEFAULT_ACCOUNT ? { account: process.env.CDK_DEFAULT_ACCOUNT } : {}),
      ...(process.env.CDK_DEFAULT_REGION ? { region: process.env.CDK_DEFAULT_REGION } : {}),
    },
  };

  const { media, recaps } = new StorageStack(app, name('Storage'), common);
  const { userPool, webClient } = new IdentityStack(app, name('Identity'), common);
  const { catalogue, endpointName, endpointArn } = new RecommendationStack(app, name('Recommendation'), common);
  new RecapStack(app, name('Recap'), { ...common, media, recaps, catalogue, endpointName, endpointArn });
  new ApiStack(app, name('Api'), { ...common, userPool, webClient, media, recaps });
  Tags.of(app).add('app', 'sightsong');
  return app;
}
