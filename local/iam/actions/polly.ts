import { parseJsonBody } from '../../services/wire/json.ts';
import type { NeedsOf } from '../actions.ts';
import { regionalArn } from './arn.ts';

/** Speech knows no resources but the lexicons it uses. */
export const pollyNeeds: NeedsOf = (call, place) => {
  if (call.method === 'GET' && call.path === '/v1/voices') return [{ action: 'polly:DescribeVoices', resource: '*' }];
  if (call.method !== 'POST' || call.path !== '/v1/speech') return null;
  const { LexiconNames: names } = parseJsonBody(call);
  const lexicons = Array.isArray(names) ? names.map((name) => regionalArn(place, 'polly', `lexicon/${name}`)) : [];
  const resources = lexicons.length > 0 ? lexicons : ['*'];
  return resources.map((resource) => ({ action: 'polly:SynthesizeSpeech', resource }));
};
