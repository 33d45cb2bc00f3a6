/** The contract suite against a deployed stack, where the environment names one. */
import { describe, test } from 'vitest';
import { deployedTarget, isDeployedNamed } from './deployed.ts';
import { contractSuite } from './suite.ts';

if (isDeployedNamed(process.env)) {
  contractSuite('a deployed stack', deployedTarget(process.env), async () => undefined);
} else {
  describe('a deployed stack', () => {
    test.skip('is tested where SIGHTSONG_API_URL names one; see docs/runbook.md', () => undefined);
  });
}
