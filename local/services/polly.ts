/** The local Polly: the request and reply shapes of AWS around the voice engine. */
import { createMp3Encoder } from 'wasm-media-encoders';
import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import type { FliteVoice, Speech, VoiceEngine } from '../engines/voice.ts';
import { toBytes, toRate } from './polly/samples.ts';
import { speechMarks } from './polly/speech-marks.ts';
import { jsonReply, notSupported, parseJsonBody } from './wire/json.ts';
import type { WireCall, WireReply, WireService } from './wire.ts';

export interface PollyOptions {
  readonly voice: Pick<VoiceEngine, 'speak'>;
}

/** Characters of text that one call takes, blanks included. */
const MAX_BILLED_CHARACTERS = 3_000;
const MP3_KBPS = 64;

interface PollyVoice {
  readonly name: string;
  readonly gender: 'Female' | 'Male';
  readonly language: 'en-US' | 'en-GB';
  readonly spokenBy: FliteVoice;
}
const VOICES: readonly PollyVoice[] = [
  { name: 'Danielle', gender: 'Female', language: 'en-US', spokenBy: 'slt' },
  { name: 'Joanna', gender: 'Female', language: 'en-US', spokenBy: 'slt' },
  { name: 'Ruth', gender: 'Female', language: 'en-US', spokenBy: 'slt' },
  { name: 'Salli', gender: 'Female', language: 'en-US', spokenBy: 'slt' },
  { name: 'Gregory', gender: 'Male', language: 'en-US', spokenBy: 'rms' },
  { name: 'Matthew', gender: 'Male', language: 'en-US', spokenBy: 'rms' },
  { name: 'Stephen', gender: 'Male', language: 'en-US', spokenBy: 'rms' },
  { name: 'Arthur', gender: 'Male', language: 'en-GB', spokenBy: 'awb' },
  { name: 'Brian', gender: 'Male', language: 'en-GB', spokenBy: 'awb' },
];
const LANGUAGE_NAMES = { 'en-US': 'US English', 'en-GB': 'British English' };
const ENGINES = ['neural', 'standard'] as const;

/** Sample rates by output format, and the one used where none is asked for; Hz. */
const RATES = {
  pcm: { allowed: [8_000, 16_000], usual: 16_000 },
  mp3: { allowed: [8_000, 16_000, 22_050, 24_000, 44_100, 48_000], usual: 24_000 },
} as const;
type Mp3Rate = (typeof RATES)['mp3']['allowed'][number];

const speechSchema = z.object({
  Text: z.string(),
  VoiceId: z.string(),
  OutputFormat: z.enum(['json', 'mp3', 'pcm', 'ogg_vorbis', 'ogg_opus', 'mulaw', 'alaw']),
  Engine: z.enum(['standard', 'neural', 'long-form', 'generative']).default('standard'),
  TextType: z.enum(['text', 'ssml']).default('text'),
  SampleRate: z.string().optional(),
  SpeechMarkTypes: z.array(z.enum(['sentence', 'ssml', 'viseme', 'word'])).default([]),
  LanguageCode: z.string().optional(),
  LexiconNames: z.array(z.string()).default([]),
});
type SpeechInput = z.infer<typeof speechSchema>;

/** The service for `createWireHandler`. */
export function createPolly({ voice }: PollyOptions): WireService {
  return {
    signingName: 'polly',
    async handle(call) {
      if (call.method === 'POST' && call.path === '/v1/speech') return synthesize(voice, call);
      if (call.method === 'GET' && call.path === '/v1/voices') return describeVoices(call);
      throw notSupported('polly', `${call.method} ${call.path}`);
    },
  };
}

const refuse = (code: string, message: string) => new AppError(code, 400, message);

async function synthesize(engine: PollyOptions['voice'], call: WireCall): Promise<WireReply> {
  const parsed = speechSchema.safeParse(parseJsonBody(call));
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw refuse('ValidationException', `Value at '${issue.path.join('.')}' is not valid: ${issue.message}`);
  }
  const input = parsed.data;
  const voice = checkVoice(input);
  if (input.TextType === 'ssml') throw refuse('InvalidSsmlException', 'The local voices speak plain text only.');
  if ([...input.Text].length > MAX_BILLED_CHARACTERS) {
    throw refuse('TextLengthExceededException', 'Maximum text length has been exceeded');
  }
  const reply = await produce(input, () => engine.speak(voice.spokenBy, input.Text));
  return {
    ...reply,
    headers: { ...reply.headers, 'x-amzn-requestcharacters': String([...input.Text].length) },
  };
}

function checkVoice({ VoiceId, Engine, LanguageCode, LexiconNames }: SpeechInput): PollyVoice {
  const voice = VOICES.find(({ name }) => name === VoiceId);
  if (!voice) {
    throw refuse('ValidationException', `The local voices are ${VOICES.map(({ name }) => name).join(', ')}.`);
  }
  if (Engine !== 'neural' && Engine !== 'standard') {
    throw refuse('EngineNotSupportedException', `This voice does not support the selected engine: ${Engine}`);
  }
  if (LanguageCode !== undefined && LanguageCode !== voice.language) {
    throw refuse('LanguageNotSupportedException', `The voice ${VoiceId} does not speak ${LanguageCode}.`);
  }
  if (LexiconNames.length > 0) throw new AppError('LexiconNotFoundException', 404, 'Lexicon not found.');
  return voice;
}

async function produce(input: SpeechInput, speak: () => Promise<Speech>): Promise<WireReply> {
  const { OutputFormat, SpeechMarkTypes } = input;
  if (OutputFormat === 'json') {
    const kinds = SpeechMarkTypes.filter((kind) => kind === 'word' || kind === 'sentence');
    if (kinds.length === 0) {
      throw refuse('MarksNotSupportedForFormatException', 'Speech marks of type word or sentence must be asked for.');
    }
    const marks = speechMarks(input.Text, (await speak()).words, kinds);
    const body = marks.map((mark) => `${JSON.stringify(mark)}\n`).join('');
    return { status: 200, headers: { 'content-type': 'application/x-json-stream' }, body };
  }
  if (SpeechMarkTypes.length > 0) {
    throw refuse('MarksNotSupportedForFormatException', 'Speech marks are not supported for the requested format.');
  }
  if (OutputFormat !== 'pcm' && OutputFormat !== 'mp3') {
    throw notSupported('polly', `SynthesizeSpeech with OutputFormat ${OutputFormat}`);
  }
  const { allowed, usual } = RATES[OutputFormat];
  const rate = Number(input.SampleRate ?? usual);
  if (!(allowed as readonly number[]).includes(rate)) {
    throw refuse('InvalidSampleRateException', `The sample rate ${input.SampleRate} is not valid for ${OutputFormat}.`);
  }
  const { pcm, sampleRate } = await speak();
  return OutputFormat === 'pcm'
    ? { status: 200, headers: { 'content-type': 'audio/pcm' }, body: toBytes(toRate(pcm, sampleRate, rate)) }
    : { status: 200, headers: { 'content-type': 'audio/mpeg' }, body: await toMp3(pcm, sampleRate, rate as Mp3Rate) };
}

async function toMp3(pcm: Int16Array, sampleRate: number, outputSampleRate: Mp3Rate): Promise<Uint8Array> {
  const encoder = await createMp3Encoder();
  encoder.configure({ channels: 1, sampleRate, outputSampleRate, bitrate: MP3_KBPS });
  // The encoder reuses its buffer: what it returns is copied before the next call.
  const body = Buffer.from(encoder.encode([Float32Array.from(pcm, (sample) => sample / 32_768)]));
  return Buffer.concat([body, encoder.finalize()]);
}

function describeVoices({ query }: WireCall): WireReply {
  const engine = query.get('Engine');
  const language = query.get('LanguageCode');
  const chosen = VOICES.filter(
    (voice) =>
      (engine === null || (ENGINES as readonly string[]).includes(engine)) &&
      (language === null || voice.language === language),
  );
  const reply = {
    Voices: chosen.map(({ name, gender, language: code }) => ({
      Id: name,
      Name: name,
      Gender: gender,
      LanguageCode: code,
      LanguageName: LANGUAGE_NAMES[code],
      SupportedEngines: ENGINES,
    })),
  };
  return jsonReply(reply, { protocol: 'rest' });
}
