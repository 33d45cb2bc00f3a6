import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import {
  type AccessRequest,
  compilePolicy,
  decide,
  type PolicyKind,
  type Principal,
} from '../../../local/iam/policy.ts';

const documentOf = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const request = (action: string, resource: string, rest: Partial<AccessRequest> = {}): AccessRequest => ({
  action,
  resource,
  context: {},
  ...rest,
});
const media = 'arn:aws:s3:::media';

describe('decide', () => {
  it('says nothing where no statement applies', () => {
    const policy = compilePolicy(documentOf({ Effect: 'Allow', Action: 's3:GetObject', Resource: `${media}/*` }), 'P');
    expect(decide(policy, request('s3:GetObject', `${media}/a/b`))).toBe('allow');
    expect(decide(policy, request('S3:getobject', `${media}/a`))).toBe('allow');
    expect(decide(policy, request('s3:PutObject', `${media}/a`))).toBe('none');
    expect(decide(policy, request('s3:GetObject', media))).toBe('none');
    expect(decide(policy, request('s3:GetObject', `${media.toUpperCase()}/a`))).toBe('none');
    expect(decide([], request('s3:GetObject', media))).toBe('none');
  });

  it('lets a denial win, wherever it stands', () => {
    const allow = { Effect: 'Allow', Action: '*', Resource: '*' };
    const deny = { Effect: 'Deny', Action: ['s3:Delete*'], Resource: `${media}/keep/?` };
    for (const statements of [
      [allow, deny],
      [deny, allow],
    ]) {
      const policy = compilePolicy(documentOf(...statements), 'P');
      expect(decide(policy, request('s3:DeleteObject', `${media}/keep/a`))).toBe('deny');
      expect(decide(policy, request('s3:DeleteObject', `${media}/keep/ab`))).toBe('allow');
    }
  });

  it('turns NotAction and NotResource around', () => {
    const policy = compilePolicy(
      documentOf({ Effect: 'Allow', NotAction: ['iam:*', 's3:Put*'], NotResource: `${media}/secret/*` }),
      'P',
    );
    expect(decide(policy, request('s3:GetObject', `${media}/a`))).toBe('allow');
    expect(decide(policy, request('s3:PutObject', `${media}/a`))).toBe('none');
    expect(decide(policy, request('s3:GetObject', `${media}/secret/a`))).toBe('none');
  });

  it('matches an action without resources by a star alone', () => {
    const of = (Resource: string) => compilePolicy(documentOf({ Effect: 'Allow', Action: 'polly:*', Resource }), 'P');
    expect(decide(of('*'), request('polly:SynthesizeSpeech', '*'))).toBe('allow');
    expect(decide(of('arn:aws:polly:*:*:lexicon/x'), request('polly:SynthesizeSpeech', '*'))).toBe('none');
  });

  it('needs every condition to hold', () => {
    const policy = compilePolicy(
      documentOf({
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: media,
        Condition: { StringLike: { 's3:prefix': ['a/*', 'b/*'] }, Bool: { 'aws:SecureTransport': true } },
      }),
      'P',
    );
    const context = { 's3:prefix': 'b/1', 'aws:SecureTransport': 'true' } as const;
    expect(decide(policy, request('s3:ListBucket', media, { context }))).toBe('allow');
    expect(decide(policy, request('s3:ListBucket', media, { context: { 's3:prefix': 'b/1' } }))).toBe('none');
  });

  it('asks a resource’s policy for whom it is', () => {
    const policyFor = (Principal: unknown) =>
      compilePolicy(
        documentOf({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*', Principal }),
        'P',
        'resource',
      );
    const role: Principal = {
      kind: 'role',
      roleArn: 'arn:aws:iam::123456789012:role/r',
      sessionArn: 'arn:aws:sts::123456789012:assumed-role/r/s',
    };
    const events: Principal = { kind: 'service', service: 'events.amazonaws.com' };
    const says = (written: unknown, principal?: Principal) =>
      decide(policyFor(written), request('sqs:SendMessage', 'arn:aws:sqs:x:1:q', principal ? { principal } : {}));
    expect(says('*', role)).toBe('allow');
    expect(says({ AWS: '*' }, events)).toBe('allow');
    expect(says({ Service: 'events.amazonaws.com' }, events)).toBe('allow');
    expect(says({ Service: 'events.amazonaws.com' }, role)).toBe('none');
    expect(says({ AWS: role.roleArn }, role)).toBe('allow');
    expect(says({ AWS: [role.sessionArn] }, role)).toBe('allow');
    expect(says({ AWS: role.roleArn }, events)).toBe('none');
    expect(says({ AWS: role.roleArn })).toBe('none');
  });

  const letters = (maxLength: number) =>
    fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), minLength: 1, maxLength });
  const action = letters(4).map((name) => `s3:${name}`);
  const resource = fc.oneof(
    fc.constant('*'),
    letters(5).map((name) => `arn:aws:s3:::${name}`),
  );
  const oneOrMore = <T>(item: fc.Arbitrary<T>) => fc.oneof(item, fc.array(item, { minLength: 1, maxLength: 3 }));
  const statement = fc
    .record({
      effect: fc.constantFrom('Allow', 'Deny'),
      not: fc.boolean(),
      notResource: fc.boolean(),
      actions: oneOrMore(action),
      resources: oneOrMore(resource),
    })
    .map(({ effect, not, notResource, actions, resources }) => ({
      Effect: effect,
      [not ? 'NotAction' : 'Action']: actions,
      [notResource ? 'NotResource' : 'Resource']: resources,
    }));

  it('never allows more because of one more denial, or less because of one more permission', () => {
    fc.assert(
      fc.property(
        fc.array(statement, { maxLength: 5 }),
        statement,
        fc.nat(5),
        action,
        resource,
        (given, more, at, a, r) => {
          const asked = request(a, r);
          const before = decide(compilePolicy(documentOf(...given), 'P'), asked);
          const after = decide(compilePolicy(documentOf(...given.toSpliced(at, 0, more)), 'P'), asked);
          if (more.Effect === 'Deny') expect(after === 'allow' && before !== 'allow').toBe(false);
          else expect(before === 'allow' && after !== 'allow').toBe(false);
          expect(before === 'deny' && after !== 'deny').toBe(false);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

/** A policy variable, put together so that it is plainly not a placeholder of ours. */
const VARIABLE = ['$', '{aws:userid}'].join('');

describe('compilePolicy', () => {
  const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
  it.each<[string, unknown, string, PolicyKind?]>([
    ['an unknown element', documentOf({ ...allow, NotPrincipal: '*' }), 'NotPrincipal'],
    ['an unknown element of the only statement', { Version: '2012-10-17', Statement: { ...allow, Extra: 1 } }, 'Extra'],
    ['an older version', { Version: '2008-10-17', Statement: [allow] }, 'Version'],
    ['a missing version', { Statement: [allow] }, 'Version'],
    ['an effect that is none', documentOf({ ...allow, Effect: 'Maybe' }), 'Effect'],
    ['an unknown operator', documentOf({ ...allow, Condition: { IpAddress: { 'aws:SourceArn': 'x' } } }), 'IpAddress'],
    ['an unknown condition key', documentOf({ ...allow, Condition: { Bool: { 'aws:Wet': 'x' } } }), 'aws:Wet'],
    ['a policy variable', documentOf({ ...allow, Resource: `arn:aws:s3:::m/${VARIABLE}` }), VARIABLE],
    [
      'a variable in a condition',
      documentOf({ ...allow, Condition: { StringLike: { 's3:prefix': VARIABLE } } }),
      's3:prefix',
    ],
    ['an action that is none', documentOf({ ...allow, Action: 'GetObject' }), 'the action GetObject'],
    ['a resource that is none', documentOf({ ...allow, Resource: 'media' }), 'the resource media'],
    ['action and not action', documentOf({ ...allow, NotAction: 's3:PutObject' }), 'either Action or NotAction'],
    ['no action', documentOf({ Effect: 'Allow', Resource: '*' }), 'either Action or NotAction'],
    ['no resource', documentOf({ Effect: 'Allow', Action: 's3:*' }), 'either Resource or NotResource'],
    ['a principal in an identity’s policy', documentOf({ ...allow, Principal: '*' }), 'takes no Principal'],
    ['a resource policy without principal', documentOf(allow), 'needs a Principal', 'resource'],
    [
      'an account as principal',
      documentOf({ ...allow, Principal: { AWS: '123456789012' } }),
      '123456789012',
      'resource',
    ],
    ['a federated principal', documentOf({ ...allow, Principal: { Federated: 'x' } }), 'Federated', 'resource'],
    ['a trust policy with a resource', documentOf({ ...allow, Principal: '*' }), 'takes no Resource', 'trust'],
    ['no document', undefined, 'the document'],
  ])('refuses %s by its name', (_, document, named, kind) => {
    try {
      compilePolicy(document, 'Stack "S", resource "P"', kind);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(AppError);
      const { code, publicMessage } = error as AppError;
      expect(code).toBe('UnsupportedPolicy');
      expect(publicMessage).toMatch(/^Stack "S", resource "P": /);
      expect(publicMessage).toContain(named);
    }
  });
});
