import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { parseSettings, readSettings } from '../../lib/config.ts';

const DEFAULTS = {
  stage: 'dev',
  openAiBaseUrl: 'https://api.openai.com/v1',
  openAiModel: 'gpt-6-luna',
  visionModel: 'gpt-6-luna',
  itunesBaseUrl: 'https://itunes.apple.com',
  deezerBaseUrl: 'https://api.deezer.com',
  narrationVoice: 'Joanna',
  narrationLanguages: ['en', 'de', 'es', 'fr', 'it', 'pt'],
  voiceQuality: 'neural',
  logRetentionDays: 30,
  guestsPerHour: 20,
  machine: 'lambda',
  removeData: false,
};

describe('parseSettings', () => {
  it('has a default for everything but the secret and the origins', () => {
    expect(parseSettings({})).toEqual(DEFAULTS);
  });

  it.each(['https://example.org', 'https://music.example.org:8443', 'http://127.0.0.1:4600', 'http://[::1]:4600'])(
    'takes %s as an origin',
    (origin) => {
      expect(parseSettings({ webOrigins: [origin] }).webOrigins).toEqual([origin]);
    },
  );

  it.each([
    '*',
    'https://*',
    'https://*.example.org',
    'https://example.org/',
    'https://example.org/app',
    'https://EXAMPLE.org',
    'http://example.org',
    'http://localhost:4600',
    'ftp://example.org',
    'example.org',
    'null',
    '',
  ])('refuses %j as an origin', (origin) => {
    expect(() => parseSettings({ webOrigins: ['https://example.org', origin] })).toThrow(
      'The deployment settings are wrong: sightsong:webOrigins.1 must be an origin such as https://example.org, ' +
        'without a path (http only for 127.0.0.1).',
    );
  });

  it.each([
    [{ stage: 'Production' }, 'sightsong:stage must be 2 to 12 lower-case letters and digits, starting with a letter'],
    [{ stage: '1a' }, 'sightsong:stage must be 2 to 12 lower-case letters and digits, starting with a letter'],
    [{ webOrigins: [] }, 'sightsong:webOrigins must name at least one origin'],
    [{ webOrigins: 7 }, 'sightsong:webOrigins must be a list of origins'],
    [{ openAiSecret: '' }, 'sightsong:openAiSecret must be the name or ARN of a secret'],
    [{ openAiBaseUrl: 'api.openai.com' }, 'sightsong:openAiBaseUrl must be an http or https address'],
    [{ openAiBaseUrl: 'file:///etc/passwd' }, 'sightsong:openAiBaseUrl must be an http or https address'],
    [{ visionModelUrl: 'llava' }, 'sightsong:visionModelUrl must be an http or https address'],
    [{ visionModelSecret: '' }, 'sightsong:visionModelSecret must be the name or ARN of a secret'],
    [{ itunesBaseUrl: 'itunes' }, 'sightsong:itunesBaseUrl must be an http or https address'],
    [{ deezerBaseUrl: 'ftp://deezer' }, 'sightsong:deezerBaseUrl must be an http or https address'],
    [{ openAiModel: '' }, 'sightsong:openAiModel must be the name of a model'],
    [
      { narrationVoice: 'joanna' },
      'sightsong:narrationVoice must be one of Joanna, Matthew, Ruth, Stephen, Danielle, Gregory, Arthur, Brian',
    ],
    [{ narrationLanguages: [] }, 'sightsong:narrationLanguages must name at least one language'],
    [{ voiceQuality: 'loud' }, 'sightsong:voiceQuality must be neural or simple'],
    [{ guestsPerHour: 0 }, 'sightsong:guestsPerHour must be at least 1'],
    [{ logRetentionDays: 8 }, 'sightsong:logRetentionDays must be 7, 14, 30, 90 or 365'],
    [{ machine: 'laptop' }, 'sightsong:machine must be lambda or host'],
    [{ alarmTopic: 'me@example.org' }, 'sightsong:alarmTopic must be the ARN of an SNS topic'],
    [{ removeData: 'yes' }, 'sightsong:removeData must be true or false'],
    [{ colour: 'blue' }, 'sightsong:colour is not a setting'],
  ])('refuses %j in a sentence', (given, sentence) => {
    expect(() => parseSettings(given)).toThrow(`The deployment settings are wrong: ${sentence}.`);
  });

  it('names all that is wrong at once', () => {
    expect(() => parseSettings({ stage: '', removeData: 1, mood: 'good' })).toThrow(
      /^The deployment settings are wrong: sightsong:stage .*; sightsong:removeData .*; sightsong:mood is not a setting\.$/,
    );
  });
});

describe('readSettings', () => {
  const read = (context: Record<string, unknown>) => readSettings(new App({ context, analyticsReporting: false }).node);

  it('reads context as it comes from a command line, where all is text', () => {
    expect(
      read({
        'sightsong:stage': 'prod',
        'sightsong:webOrigins': 'https://example.org, https://www.example.org',
        'sightsong:logRetentionDays': '90',
        'sightsong:guestsPerHour': '5',
        'sightsong:removeData': 'true',
        'sightsong:openAiSecret': 'sightsong/openai',
      }),
    ).toEqual({
      ...DEFAULTS,
      stage: 'prod',
      webOrigins: ['https://example.org', 'https://www.example.org'],
      logRetentionDays: 90,
      guestsPerHour: 5,
      removeData: true,
      openAiSecret: 'sightsong/openai',
    });
    expect(read({ 'sightsong:removeData': 'false' }).removeData).toBe(false);
  });

  it('reads context as it comes from cdk.json, and leaves the context of others alone', () => {
    expect(read({ 'sightsong:logRetentionDays': 7, 'sightsong:removeData': true, '@aws-cdk/core:flag': true })).toEqual(
      {
        ...DEFAULTS,
        logRetentionDays: 7,
        removeData: true,
      },
    );
  });

  it('refuses what it cannot read', () => {
    expect(() => read({ 'sightsong:logRetentionDays': 'long' })).toThrow('sightsong:logRetentionDays must be 7');
    expect(() => read({ 'sightsong:removeData': 'yes' })).toThrow('sightsong:removeData must be true or false');
    expect(() => read({ 'sightsong:webOrigins': '' })).toThrow('sightsong:webOrigins.0 must be an origin');
  });

  it('refuses a misspelt setting instead of going on without it', () => {
    expect(() => read({ 'sightsong:webOrigin': 'https://example.org' })).toThrow(
      'The deployment settings are wrong: sightsong:webOrigin is not a setting.',
    );
  });
});
