/** The AWS Solutions and Serverless rules of cdk-nag over every stack. What they find is mended, or accepted with a reason. */
import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, type NagPack, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { beforeAll, describe, expect, it } from 'vitest';
import { appWith } from './synthesised.ts';

/** Every resource that only some settings bring along. */
const SETTINGS = { openAiSecret: 'sightsong/openai', alarmTopic: 'arn:aws:sns:eu-west-1:123456789012:alarms' };

type Accepted = { path: string; id: string; reason: string };
type WithLookup = { isAcknowledged(resource: IConstruct, ruleId: string): boolean };

let findings: string[];
let accepted: Accepted[];
const asked = new Set<string>();

/** A pack that tells which findings it looked up, accepted or not. */
function listening<Pack extends NagPack>(pack: Pack): Pack {
  const open = pack as unknown as WithLookup;
  const lookUp = open.isAcknowledged.bind(pack);
  open.isAcknowledged = (resource, ruleId) => {
    asked.add(ruleId);
    return lookUp(resource, ruleId);
  };
  return pack;
}

function acceptedIn(scope: IConstruct): Accepted[] {
  return scope.node.findAll().flatMap(({ node }) =>
    node.metadata.flatMap(({ type, data }) => {
      if (type !== Validations.ACKNOWLEDGED_RULES_METADATA_KEY) return [];
      const reasons = Object.entries(data as Record<string, string>);
      return reasons.map(([id, reason]) => ({ path: node.path, id: id.replace(/^annotation::/i, ''), reason }));
    }),
  );
}

beforeAll(async () => {
  const app = await appWith(SETTINGS);
  app.synth();
  findings = [new AwsSolutionsChecks(app), new ServerlessChecks(app)].flatMap((pack) =>
    listening(pack)
      .validateScope(app)
      .violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
      ),
  );
  accepted = acceptedIn(app);
});

describe('the security rules', () => {
  it('look at every kind of resource', () => {
    expect(asked.size).toBeGreaterThan(8);
  });

  it('find nothing that is not accepted', () => {
    expect(findings).toEqual([]);
  });

  it('are set aside only where they find something, and with a reason', () => {
    expect(accepted.length).toBeGreaterThan(8);
    for (const { path, id, reason } of accepted) {
      expect(asked, `${id} at ${path} is accepted for nothing`).toContain(id);
      expect(reason, `${id} at ${path}`).toMatch(/^[A-Za-z].{25,}\.$/);
    }
  });
});
