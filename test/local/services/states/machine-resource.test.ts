import { describe, expect, it } from 'vitest';
import { stateMachineSpec } from '../../../../local/services/states/machine-resource.ts';

const resource = (properties: object) => ({
  name: 'recap',
  arn: 'arn',
  properties: { RoleArn: 'role', ...properties },
});

describe('stateMachineSpec', () => {
  it('takes a definition as text or as an object, with substitutions', () => {
    expect(stateMachineSpec(resource({ DefinitionString: '{}' }))).toEqual({
      arn: 'arn',
      name: 'recap',
      roleArn: 'role',
      definition: '{}',
    });
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of DefinitionSubstitutions
    const Definition = { Comment: '${who} and ${nobody}' };
    const { definition } = stateMachineSpec(resource({ Definition, DefinitionSubstitutions: { who: '"me"' } }));
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as above
    expect(JSON.parse(String(definition))).toEqual({ Comment: '"me" and ${nobody}' });
  });

  it('refuses what is not hosted', () => {
    expect(() => stateMachineSpec(resource({ StateMachineType: 'EXPRESS', DefinitionString: '{}' }))).toThrow(
      '"recap": machines of type EXPRESS',
    );
    expect(() => stateMachineSpec(resource({ DefinitionS3Location: {} }))).toThrow('neither Definition nor');
  });
});
