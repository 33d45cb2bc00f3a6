import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import * as amplify from 'aws-cdk-lib/aws-amplify';
import type { Construct } from 'constructs';
import type { Settings } from '../config.ts';
import { customHeadersYaml } from '../rewrites.ts';

/**
 * Where the page lives. The stack makes an empty place and so knows the page's address before anything else exists; it
 * depends on no other stack. `npm run publish` builds the page, tells it where the backend is and puts it there.
 */
export class HostingStack extends Stack {
  /** The page's origin as an import of this stack's output, for the stacks that let the page call them. */
  readonly importedOrigin: string;

  constructor(scope: Construct, id: string, props: StackProps & { settings: Settings }) {
    super(scope, id, props);
    const app = new amplify.CfnApp(this, 'Site', {
      name: `sightsong-${props.settings.stage}`,
      description: 'Sightsong, the web page',
      platform: 'WEB',
      // The session's cookie has to reach the API through the host.
      cacheConfig: { type: 'AMPLIFY_MANAGED' },
      // Its rewrite rules name the API, which is deployed later: publishing sets them.
      customHeaders: customHeadersYaml(),
    });
    const branch = new amplify.CfnBranch(this, 'Branch', {
      appId: app.attrAppId,
      branchName: 'main',
      stage: 'PRODUCTION',
      enableAutoBuild: false,
    });

    // Exported under all circumstances: whether the backend imports it can then change with one deployment, while
    // CloudFormation would refuse to take away an export that is still in use.
    const origin = new CfnOutput(this, 'WebOrigin', {
      description: 'Address of the page',
      value: `https://${branch.attrBranchName}.${app.attrDefaultDomain}`,
      exportName: `${this.stackName}-WebOrigin`,
    });
    this.importedOrigin = origin.importValue;
    new CfnOutput(this, 'AppId', { value: app.attrAppId });
    new CfnOutput(this, 'BranchName', { value: branch.attrBranchName });
  }
}
