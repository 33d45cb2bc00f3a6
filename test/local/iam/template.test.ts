import { beforeAll, describe, expect, it } from 'vitest';
import { Authoriser } from '../../../local/iam/authoriser.ts';
import { openIam } from '../../../local/iam.ts';
import type { Assembly } from '../../../local/template.ts';
import { place } from './assembly.ts';
import { type Grant, grantsOf, withoutGrant } from './grants.ts';
import { localAssembly } from './synthesised.ts';

/** Actions that can be granted on everything only, and why. */
const WITHOUT_RESOURCE: Readonly<Record<string, string>> = {
  'rekognition:DetectFaces': 'image operations know no resource',
  'rekognition:DetectLabels': 'image operations know no resource',
  'rekognition:DetectModerationLabels': 'image operations know no resource',
  'polly:SynthesizeSpeech': 'speech knows no resource but lexicons, of which none are used',
  'xray:PutTelemetryRecords': 'traces belong to no resource',
  'xray:PutTraceSegments': 'traces belong to no resource',
  'xray:GetSamplingRules': 'sampling rules are read all at once',
  'xray:GetSamplingTargets': 'sampling rules are read all at once',
  'logs:CreateLogDelivery': 'log deliveries of a state machine know no resource',
  'logs:DeleteLogDelivery': 'log deliveries of a state machine know no resource',
  'logs:GetLogDelivery': 'log deliveries of a state machine know no resource',
  'logs:ListLogDeliveries': 'log deliveries of a state machine know no resource',
  'logs:UpdateLogDelivery': 'log deliveries of a state machine know no resource',
  'logs:DescribeLogGroups': 'log deliveries of a state machine know no resource',
  'logs:DescribeResourcePolicies': 'log deliveries of a state machine know no resource',
  'logs:PutResourcePolicy': 'log deliveries of a state machine know no resource',
  'ecr:GetAuthorizationToken': 'a registry’s token belongs to no repository',
};

let assembly: Assembly;
let grants: Grant[];
beforeAll(async () => {
  assembly = await localAssembly({ openAiSecret: 'local/openai-api-key' });
  grants = grantsOf(assembly);
});

const shown = ({ actors, action, resource }: Grant) => `${actors.join('+')} ${action} ${resource}`;

describe('the template’s roles', () => {
  it('are known in full', () => {
    expect(() => openIam(assembly, place)).not.toThrow();
    expect(grants.length).toBeGreaterThan(50);
  });

  it('each serve exactly one function, machine, rule or model', () => {
    expect(grants.filter(({ actors }) => actors.length !== 1).map(shown)).toEqual([]);
  });

  it('name every action in full', () => {
    expect(grants.filter(({ action }) => /[*?]/.test(action)).map(shown)).toEqual([]);
  });

  it('may act on everything only where an action knows no resource', () => {
    const unbound = grants.filter(({ resource }) => !resource.startsWith('arn:'));
    expect(new Set(unbound.map(({ action }) => action))).toEqual(new Set(Object.keys(WITHOUT_RESOURCE)));
    expect(new Set(unbound.map(({ resource }) => resource))).toEqual(new Set(['*']));
  });

  it('may do what they are granted, and that no more once the grant is gone', () => {
    const whole = new Authoriser(assembly, place);
    for (const grant of grants) {
      const lessened = withoutGrant(assembly, grant);
      expect(new Set(grantsOf(lessened).map(shown)), shown(grant)).toEqual(
        new Set(grants.filter((one) => one !== grant).map(shown)),
      );
      const need = { action: grant.action, resource: grant.resource.replaceAll('?', 'x').replace(/\*$/, 'any') };
      const asked = grant.resource === '*' ? { ...need, resource: '*' } : need;
      expect(whole.refusalOfSession(grant.roleArn, 's', asked), shown(grant)).toBeNull();
      expect(new Authoriser(lessened, place).refusalOfSession(grant.roleArn, 's', asked), shown(grant)).toContain(
        `is not authorized to perform: ${grant.action}`,
      );
    }
  });
});
