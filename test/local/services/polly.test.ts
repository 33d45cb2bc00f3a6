import {
  DescribeVoicesCommand,
  PollyClient,
  SynthesizeSpeechCommand,
  type SynthesizeSpeechCommandInput,
} from '@aws-sdk/client-polly';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startVoice, type VoiceEngine } from '../../../local/engines/voice.ts';
import { createPolly } from '../../../local/services/polly.ts';
import { type Listener, listen } from '../../../local/services/wire/listen.ts';
import { createWireHandler } from '../../../local/services/wire.ts';

const credentials = { accessKeyId: 'LOCALKEY', secretAccessKey: 'local-secret' };
const text = 'Zoë and 3 friends — all cold — climbed to the café. It was 8:30!';
let voice: VoiceEngine;
let listener: Listener;
let client: PollyClient;

beforeAll(async () => {
  voice = startVoice();
  listener = await listen(
    createWireHandler({ services: [createPolly({ voice })], secretFor: () => credentials.secretAccessKey }),
    { port: 0 },
  );
  client = new PollyClient({ region: 'us-east-1', endpoint: listener.url, credentials, maxAttempts: 1 });
});
afterAll(async () => {
  client.destroy();
  await listener.close();
  await voice.close();
});

async function synthesize(input: Partial<SynthesizeSpeechCommandInput>) {
  const reply = await client.send(
    new SynthesizeSpeechCommand({ Text: text, VoiceId: 'Joanna', Engine: 'neural', OutputFormat: 'pcm', ...input }),
  );
  return { ...reply, bytes: Buffer.from(await reply.AudioStream!.transformToByteArray()) };
}
const samplesOf = (bytes: Buffer) =>
  Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readInt16LE(2 * index));

describe('SynthesizeSpeech', () => {
  test('16 kHz PCM that can be heard, the same each time', async () => {
    const first = await synthesize({ SampleRate: '16000' });
    expect(first.ContentType).toBe('audio/pcm');
    expect(first.RequestCharacters).toBe(text.length);
    const samples = samplesOf(first.bytes);
    expect(samples.length / 16_000).toBeGreaterThan(3);
    expect(samples.length / 16_000).toBeLessThan(9);
    expect(Math.max(...samples)).toBeGreaterThan(5_000);
    expect((await synthesize({})).bytes.equals(first.bytes)).toBe(true);
  });

  test('8 kHz is half the samples of the same speech', async () => {
    const [full, half] = [
      samplesOf((await synthesize({})).bytes),
      samplesOf((await synthesize({ SampleRate: '8000' })).bytes),
    ];
    expect(half).toHaveLength(Math.floor(full.length / 2));
    expect(Math.max(...half)).toBeGreaterThan(4_000);
  });

  test('women and men sound different', async () => {
    const [joanna, matthew, brian] = await Promise.all(
      (['Joanna', 'Matthew', 'Brian'] as const).map(async (VoiceId) => (await synthesize({ VoiceId })).bytes),
    );
    expect(joanna!.equals(matthew!)).toBe(false);
    expect(matthew!.equals(brian!)).toBe(false);
  });

  test('MP3', async () => {
    const { bytes, ContentType } = await synthesize({ OutputFormat: 'mp3', SampleRate: '22050' });
    expect(ContentType).toBe('audio/mpeg');
    expect(bytes[0]).toBe(0xff);
    expect(bytes[1]! & 0xe0).toBe(0xe0);
    expect((bytes.length * 8) / 64_000).toBeGreaterThan(3);
  });

  test('marks: words and sentences at their bytes, ascending in time', async () => {
    const { bytes, ContentType } = await synthesize({ OutputFormat: 'json', SpeechMarkTypes: ['word', 'sentence'] });
    expect(ContentType).toBe('application/x-json-stream');
    const marks = bytes
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const words = marks.filter(({ type }) => type === 'word');
    expect(words.map(({ value }) => value)).toEqual(
      'Zoë and 3 friends all cold climbed to the café It was 8:30'.split(' '),
    );
    for (const { start, end, value } of marks) expect(Buffer.from(text).toString('utf8', start, end)).toBe(value);
    const times = words.map(({ time }) => time);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(new Set(times).size).toBe(times.length);
    const sentences = marks.filter(({ type }) => type === 'sentence');
    expect(sentences.map(({ value }) => value)).toEqual([text.slice(0, 51), 'It was 8:30!']);
    expect(sentences[1].time).toBe(words.find(({ value }) => value === 'It').time);
  });

  test('a text of nothing to say is a moment of silence', async () => {
    expect(samplesOf((await synthesize({ Text: '…' })).bytes).every((sample) => sample === 0)).toBe(true);
    expect((await synthesize({ Text: '…', OutputFormat: 'json', SpeechMarkTypes: ['word'] })).bytes).toHaveLength(0);
  });

  test.each<[string, Partial<SynthesizeSpeechCommandInput>, string]>([
    ['3,001 characters', { Text: 'a'.repeat(3_001) }, 'TextLengthExceededException'],
    ['SSML', { Text: '<speak>hello</speak>', TextType: 'ssml' }, 'InvalidSsmlException'],
    ['a rate PCM does not have', { SampleRate: '44100' }, 'InvalidSampleRateException'],
    ['marks of sound', { SpeechMarkTypes: ['word'] }, 'MarksNotSupportedForFormatException'],
    ['no marks of JSON', { OutputFormat: 'json' }, 'MarksNotSupportedForFormatException'],
    ['an engine it has not', { Engine: 'generative' }, 'EngineNotSupportedException'],
    ['another language', { LanguageCode: 'de-DE' }, 'LanguageNotSupportedException'],
    ['a lexicon', { LexiconNames: ['mine'] }, 'LexiconNotFoundException'],
    ['an unknown voice', { VoiceId: 'Hans' }, 'ValidationException'],
    ['no text', { Text: undefined }, 'ValidationException'],
    ['another format', { OutputFormat: 'ogg_vorbis' }, 'NotImplemented'],
  ])('refuses %s', async (_, input, name) => {
    await expect(synthesize(input)).rejects.toMatchObject({ name });
  });
});

describe('DescribeVoices', () => {
  test('lists the voices, all or of one language', async () => {
    const all = await client.send(new DescribeVoicesCommand({}));
    expect(all.Voices?.map(({ Id }) => Id)).toEqual(expect.arrayContaining(['Joanna', 'Matthew', 'Ruth', 'Brian']));
    const british = await client.send(new DescribeVoicesCommand({ Engine: 'neural', LanguageCode: 'en-GB' }));
    expect(british.Voices?.every(({ LanguageCode }) => LanguageCode === 'en-GB')).toBe(true);
    expect((await client.send(new DescribeVoicesCommand({ Engine: 'generative' }))).Voices).toEqual([]);
  });
});
