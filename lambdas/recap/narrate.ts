/** The spoken recap: Polly's voice, mastered to one loudness whoever spoke, as MP3 with the time of every word. */
import { PollyClient, SynthesizeSpeechCommand, type SynthesizeSpeechCommandInput } from '@aws-sdk/client-polly';
import { mediaKeys } from '../../core/contracts/names.ts';
import { type Voice, type VoiceQuality, voiceFor } from '../../core/contracts/telling.ts';
import { AppError } from '../../core/errors.ts';
import { masterSpeech } from '../../core/narration/audio.ts';
import { alignMarks, parseSpeechMarks } from '../../core/narration/marks.ts';
import { narrationScript } from '../../core/narration/script.ts';
import { requireEnv } from '../shared/env.ts';
import { writeMedia } from '../shared/media-store.ts';
import { encodeMp3 } from '../shared/mp3.ts';
import { step, written } from '../shared/step.ts';

/** Polly's best PCM rate, Hz. */
const SAMPLE_RATE = 16_000;
const KBPS = 64;
/** The MP3 encoder adds about 100 ms of its own; so the file still ends within .3 s of the last word. */
const TAIL_MS = 120;

const polly = new PollyClient({});

export const handler = step('Narrate', 'Narrating', async ({ recap }, item) => {
  const { story, songs } = written(item, 'story', 'songs');
  const voice = voiceFor(story.language, item.telling?.voice, requireEnv('narrationVoice') as Voice);
  const script = narrationScript(story, songs);
  const [pcm, marks] = await Promise.all([
    speak({ VoiceId: voice, Text: script, OutputFormat: 'pcm', SampleRate: String(SAMPLE_RATE) }),
    speak({ VoiceId: voice, Text: script, OutputFormat: 'json', SpeechMarkTypes: ['word'] }),
  ]);
  const samples = new Int16Array(pcm.buffer.slice(pcm.byteOffset, pcm.byteOffset + (pcm.byteLength & ~1)));
  const mastered = masterSpeech(samples, SAMPLE_RATE, { tailMs: TAIL_MS });
  const words = alignMarks(script, parseSpeechMarks(new TextDecoder().decode(marks)), mastered);
  const key = mediaKeys.narration(recap.userId, recap.recapId);
  await writeMedia(key, await encodeMp3(mastered.pcm, SAMPLE_RATE, KBPS), 'audio/mpeg');
  const quality = requireEnv('voiceQuality') as VoiceQuality;
  const narration = { key, script, voice, quality, durationSeconds: mastered.durationSeconds, words };
  return { output: {}, findings: { narration } };
});

async function speak(input: Omit<SynthesizeSpeechCommandInput, 'Engine'>): Promise<Uint8Array> {
  const { AudioStream } = await polly.send(
    new SynthesizeSpeechCommand({ ...input, Engine: 'neural' } as SynthesizeSpeechCommandInput),
  );
  if (!AudioStream) throw new AppError('TransientFailure', 502, 'The voice did not answer.');
  return AudioStream.transformToByteArray();
}
