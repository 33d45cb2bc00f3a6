// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are placeholders of Fn::Sub
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import { readAssembly } from '../../../local/template.ts';
import { runtime, temporaryFolder, writeAssembly, writeStack } from './assemblies.ts';

const bucket = (properties: object = {}, more: object = {}) => ({
  Type: 'AWS::S3::Bucket',
  Properties: properties,
  ...more,
});

function refusal(folder: string, options = runtime): string {
  try {
    readAssembly(folder, options);
  } catch (error) {
    if (error instanceof AppError && error.code === 'UnsupportedTemplate') return error.publicMessage;
    throw error;
  }
  return 'nothing';
}

describe('what is refused', () => {
  it.each([
    [
      'an unknown type',
      { Resources: { A: { Type: 'AWS::EC2::VPC' } } },
      'Stack "Stack", resource "A": the resource type AWS::EC2::VPC',
    ],
    [
      'an unknown function',
      { Resources: { A: bucket({ X: { 'Fn::Cidr': [] } }) } },
      'resource "A": the function Fn::Cidr is not hosted',
    ],
    [
      'an inherited name as function',
      { Resources: { A: bucket({ X: { 'Fn::toString': [] } }) } },
      'Fn::toString is not hosted',
    ],
    [
      'a function beside other keys',
      { Resources: { A: bucket({ X: { 'Fn::Sub': 'a', b: 1 } }) } },
      'must be the only key',
    ],
    ['an unknown reference', { Resources: { A: bucket({ X: { Ref: 'B' } }) } }, 'no resource or parameter "B"'],
    [
      'an unknown attribute',
      { Resources: { A: bucket(), B: bucket({ X: { 'Fn::GetAtt': ['A', 'Colour'] } }) } },
      'the attribute Colour of AWS::S3::Bucket "A"',
    ],
    [
      'an unknown pseudo parameter',
      { Resources: { A: bucket({ X: { Ref: 'AWS::NotificationARNs' } }) } },
      'AWS::NotificationARNs',
    ],
    ['an unknown export', { Resources: { A: bucket({ X: { 'Fn::ImportValue': 'no' } }) } }, 'no stack exports "no"'],
    [
      'an unknown mapping',
      { Resources: { A: bucket({ X: { 'Fn::FindInMap': ['m', 'a', 'b'] } }) } },
      'no mapping m.a.b',
    ],
    [
      'an unknown condition',
      { Resources: { A: bucket({}, { Condition: 'C' }) } },
      'condition "C": there is no such condition',
    ],
    ['an unknown DependsOn', { Resources: { A: bucket({}, { DependsOn: 'B' }) } }, 'no resource or parameter "B"'],
    ['an unknown section', { Transform: 'AWS::Serverless-2016-10-31' }, 'Transform'],
    ['an unknown resource field', { Resources: { A: bucket({}, { CreationPolicy: {} }) } }, 'CreationPolicy'],
    ['a dynamic reference', { Resources: { A: bucket({ X: '{{resolve:ssm:name}}' }) } }, 'dynamic reference'],
    [
      'a missing parameter',
      { Parameters: { P: { Type: 'String' } }, Resources: { A: bucket({ X: { Ref: 'P' } }) } },
      'neither a value nor a default',
    ],
    [
      'a looked-up parameter',
      {
        Parameters: { P: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/x' } },
        Resources: { A: bucket({ X: { Ref: 'P' } }) },
      },
      'AWS::SSM::Parameter',
    ],
    [
      'a reference to what a condition leaves out',
      {
        Conditions: { No: { 'Fn::Equals': [1, 2] } },
        Resources: { A: bucket({}, { Condition: 'No' }), B: bucket({ X: { Ref: 'A' } }) },
      },
      '"A" is left out by its condition',
    ],
    [
      'names that depend on each other',
      { Resources: { A: bucket({ BucketName: { Ref: 'B' } }), B: bucket({ BucketName: { Ref: 'A' } }) } },
      'depends on itself',
    ],
    [
      'resources that depend on each other',
      { Resources: { A: bucket({ X: { Ref: 'B' } }), B: bucket({ X: { Ref: 'A' } }) } },
      'depend on each other: Stack/A → Stack/B → Stack/A',
    ],
    [
      'conditions that depend on each other',
      { Conditions: { C: { 'Fn::Not': [{ Condition: 'C' }] } }, Resources: { A: bucket({}, { Condition: 'C' }) } },
      'depends on itself',
    ],
    [
      'a condition that is a text',
      { Conditions: { C: 'yes' }, Resources: { A: bucket({}, { Condition: 'C' }) } },
      'must be true or false',
    ],
    ['an item out of reach', { Resources: { A: bucket({ X: { 'Fn::Select': [2, ['a']] } }) } }, 'item 2 of 1'],
    [
      'a list where a text belongs',
      { Resources: { A: bucket({ X: { 'Fn::Join': ['', [['a']]] } }) } },
      'Fn::Join needs a text',
    ],
    ['a text where a list belongs', { Resources: { A: bucket({ X: { 'Fn::Join': 'a' } }) } }, 'Fn::Join needs a list'],
  ])('%s', (_, template, message) => {
    expect(refusal(writeStack(template))).toContain(message);
  });

  it('a folder without an assembly, an unknown artifact, artifacts in a circle', () => {
    expect(refusal(temporaryFolder())).toContain('manifest.json of the assembly could not be read');
    expect(refusal(writeAssembly({}, { Inner: { type: 'cdk:cloud-assembly' } }))).toContain('cdk:cloud-assembly');
    const circle = {
      A: { template: { Resources: {} }, dependencies: ['B'] },
      B: { template: { Resources: {} }, dependencies: ['A'] },
    };
    expect(refusal(writeAssembly(circle))).toContain('A → B → A');
  });

  it('an export given twice, and one that depends on itself', () => {
    const twice = { Resources: {}, Outputs: { O: { Value: 1, Export: { Name: 'same' } } } };
    expect(refusal(writeAssembly({ A: { template: twice }, B: { template: twice } }))).toContain(
      'another stack exports "same" too',
    );
    const itself = { Resources: {}, Outputs: { O: { Value: { 'Fn::ImportValue': 'own' }, Export: { Name: 'own' } } } };
    expect(refusal(writeStack(itself))).toContain('the export "own" depends on itself');
  });
});

describe('what is worked out', () => {
  const property = (value: unknown, more: object = {}, options = runtime) => {
    const folder = writeStack({
      ...more,
      Resources: { Other: bucket({ BucketName: 'other' }), A: bucket({ X: value }) },
    });
    return readAssembly(folder, options).resources.find((one) => one.logicalId === 'A')!.properties.X;
  };

  it.each([
    [{ Ref: 'Other' }, 'other'],
    [{ 'Fn::GetAtt': ['Other', 'Arn'] }, 'arn:aws:s3:::other'],
    [{ 'Fn::GetAtt': 'Other.Arn' }, 'arn:aws:s3:::other'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }, 1, true]] }, 'a-us-east-1-1-true'],
    [
      { 'Fn::Sub': '${AWS::AccountId}/${Other}/${Other.Arn}/${!Kept}' },
      '123456789012/other/arn:aws:s3:::other/${Kept}',
    ],
    [{ 'Fn::Sub': ['${Given}/${AWS::Partition}', { Given: { Ref: 'Other' } }] }, 'other/aws'],
    [{ 'Fn::Select': ['1', { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
    [{ 'Fn::Base64': { Ref: 'Other' } }, 'b3RoZXI='],
    [{ Ref: 'AWS::StackName' }, 'Stack'],
    [{ Ref: 'AWS::URLSuffix' }, 'amazonaws.com'],
    [{ Ref: 'AWS::StackId' }, 'arn:aws:cloudformation:us-east-1:123456789012:stack/Stack/local'],
    [
      [1, { Ref: 'AWS::NoValue' }, 2],
      [1, 2],
    ],
    [{ a: { Ref: 'AWS::NoValue' }, b: null }, { b: null }],
    [
      { Ref: 'a', b: 'c' },
      { Ref: 'a', b: 'c' },
    ],
    [{ Condition: { StringEquals: {} } }, { Condition: { StringEquals: {} } }],
  ])('%j', (value, expected) => {
    expect(property(value)).toEqual(expected);
  });

  it('parameters and mappings', () => {
    const Parameters = { P: { Type: 'String', Default: 'p' }, L: { Type: 'CommaDelimitedList', Default: 'a, b' } };
    expect(property({ Ref: 'P' }, { Parameters })).toBe('p');
    expect(property({ Ref: 'P' }, { Parameters }, { ...runtime, parameters: { P: 'given' } })).toBe('given');
    expect(property({ Ref: 'L' }, { Parameters })).toEqual(['a', 'b']);
    const Mappings = { M: { 'us-east-1': { k: 'v' } } };
    expect(property({ 'Fn::FindInMap': ['M', { Ref: 'AWS::Region' }, 'k'] }, { Mappings })).toBe('v');
  });

  it('conditions', () => {
    const Conditions = {
      Yes: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] },
      No: { 'Fn::Not': [{ Condition: 'Yes' }] },
      Both: { 'Fn::And': [{ Condition: 'Yes' }, { Condition: 'No' }] },
      Either: { 'Fn::Or': [{ Condition: 'No' }, { 'Fn::Equals': ['a', 'a'] }] },
    };
    const choose = (name: string) => property({ 'Fn::If': [name, 'yes', { Ref: 'AWS::NoValue' }] }, { Conditions });
    expect(['Yes', 'No', 'Both', 'Either'].map(choose)).toEqual(['yes', undefined, undefined, 'yes']);
    const folder = writeStack({
      Conditions,
      Resources: { A: bucket({}, { Condition: 'Yes', DependsOn: ['B'] }), B: bucket({}, { Condition: 'No' }) },
      Outputs: { O: { Value: 1, Condition: 'No' }, Q: { Value: 2, Condition: 'Yes' } },
    });
    const { resources, outputs } = readAssembly(folder, runtime);
    expect(resources.map((one) => one.logicalId)).toEqual(['A']);
    expect(outputs).toEqual({ Stack: { Q: 2 } });
  });

  it('imports from a stack that comes later, with its resource first', () => {
    const importing = { Resources: { A: bucket({ X: { 'Fn::ImportValue': { 'Fn::Sub': 'Second:Name' } } }) } };
    const exporting = {
      Resources: { B: bucket({ BucketName: 'b' }) },
      Outputs: {
        O: { Value: { Ref: 'B' }, Export: { Name: { 'Fn::Join': [':', [{ Ref: 'AWS::StackName' }, 'Name']] } } },
      },
    };
    const folder = writeAssembly({ First: { template: importing }, Second: { template: exporting } });
    const { resources } = readAssembly(folder, runtime);
    expect(resources.map((one) => [one.logicalId, one.properties.X])).toEqual([
      ['B', undefined],
      ['A', 'b'],
    ]);
  });

  it('stacks after their dependencies, in the account and region they name', () => {
    const template = { Resources: { A: bucket({ X: { 'Fn::Sub': '${AWS::AccountId}/${AWS::Region}' } }) } };
    const folder = writeAssembly({
      Later: { template, dependencies: ['Sooner'], properties: { stackName: 'renamed' } },
      Sooner: { template, environment: 'aws://111111111111/eu-west-1' },
    });
    const { resources } = readAssembly(folder, runtime);
    expect(resources.map((one) => [one.stack, one.properties.X])).toEqual([
      ['Sooner', '111111111111/eu-west-1'],
      ['renamed', '123456789012/us-east-1'],
    ]);
  });

  it('names that are too long end in a hash', () => {
    const long = `L${'o'.repeat(90)}`;
    const folder = writeStack({ Resources: { [`${long}a`]: bucket(), [`${long}b`]: bucket() } });
    const names = readAssembly(folder, runtime).resources.map((one) => one.physicalId);
    expect(names.every((name) => /^stack-lo+-[0-9a-f]{8}$/.test(name) && name.length === 63)).toBe(true);
    expect(new Set(names).size).toBe(2);
  });

  it('images by name, files by key', () => {
    const folder = writeAssembly({}, { Assets: { type: 'cdk:asset-manifest', properties: { file: 'a.assets.json' } } });
    const destinations = { here: { bucketName: 'b', objectKey: 'h.zip', repositoryName: 'r', imageTag: 't' } };
    const manifest = {
      version: '48',
      files: { h: { source: { path: 'asset.h', packaging: 'zip' }, destinations } },
      dockerImages: { i: { source: { directory: 'd' }, destinations } },
    };
    writeFileSync(join(folder, 'a.assets.json'), JSON.stringify(manifest));
    const { files, images } = readAssembly(folder, runtime);
    expect(files).toEqual([{ hash: 'h', path: join(folder, 'asset.h'), packaging: 'zip', objectKey: 'h.zip' }]);
    expect(images).toEqual([{ hash: 'i', repositoryName: 'r', imageTag: 't' }]);
  });
});
