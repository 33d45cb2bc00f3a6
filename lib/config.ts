/** Deployment settings, typed and checked before anything is built. */
import type { Node } from 'constructs';
import { z } from 'zod';
import { STORY_LANGUAGES, VOICE_QUALITIES, VOICES } from '../core/contracts/telling.ts';
import { AppError } from '../core/errors.ts';

/** The services of previews themselves. */
export const ITUNES_URL = 'https://itunes.apple.com';
export const DEEZER_URL = 'https://api.deezer.com';

const origin = z.string().refine(
  (value) => {
    const url = URL.parse(value);
    // URL takes `*` for a letter of a host name; a gateway takes it for every host.
    if (!url || url.origin !== value || url.hostname.includes('*')) return false;
    return url.protocol === 'https:' || (url.protocol === 'http:' && ['127.0.0.1', '[::1]'].includes(url.hostname));
  },
  { error: 'must be an origin such as https://example.org, without a path (http only for 127.0.0.1)' },
);

const settingsSchema = z.strictObject({
  /** Prefix of every stack's name, so that several stages share an account. */
  stage: z
    .string()
    .regex(/^[a-z][a-z0-9]{1,11}$/, 'must be 2 to 12 lower-case letters and digits, starting with a letter')
    .default('dev'),
  /** The origins whose pages may call the API and the media bucket; the page that the Hosting stack keeps by default. */
  webOrigins: z
    .array(origin, { error: 'must be a list of origins' })
    .min(1, 'must name at least one origin')
    .optional(),
  /** Name or ARN of the Secrets Manager secret that holds the OpenAI key; without it stories come from templates. */
  openAiSecret: z.string().min(1, 'must be the name or ARN of a secret').optional(),
  /** Any service that speaks OpenAI's API. */
  openAiBaseUrl: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .default('https://api.openai.com/v1'),
  openAiModel: z.string().min(1, 'must be the name of a model').default('gpt-6-luna'),
  /**
   * A service that speaks OpenAI's API and looks at pictures; without it none does. What is not on this machine sees a picture
   * only where its owner allowed that.
   */
  visionModelUrl: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  visionModel: z.string().min(1, 'must be the name of a model').default('gpt-6-luna'),
  /** Name or ARN of the secret that holds its key; without it none is sent. */
  visionModelSecret: z.string().min(1, 'must be the name or ARN of a secret').optional(),
  /** Where previews are looked for; other addresses are for counterparts, whose previews a page is let play as well. */
  itunesBaseUrl: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).default(ITUNES_URL),
  deezerBaseUrl: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).default(DEEZER_URL),
  /** The neural Polly voice that reads English stories where a person chose none. */
  narrationVoice: z.enum(VOICES.en, { error: `must be one of ${VOICES.en.join(', ')}` }).default('Joanna'),
  /** Languages that the voices speak; a story is written in no other. */
  narrationLanguages: z
    .array(z.enum(STORY_LANGUAGES), { error: `must be a list out of ${STORY_LANGUAGES.join(', ')}` })
    .min(1, 'must name at least one language')
    .default([...STORY_LANGUAGES]),
  /** How the voices sound; the page says so under the player where they are simple. */
  voiceQuality: z.enum(VOICE_QUALITIES, { error: 'must be neural or simple' }).default('neural'),
  /** How many guests one network address may become within an hour. */
  guestsPerHour: z
    .number({ error: 'must be a whole number' })
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .default(20),
  /** ARN of a Lambda layer with an ffmpeg for Linux on arm64 at bin/ffmpeg; without it videos are refused. We ship none. */
  ffmpegLayer: z
    .string()
    .regex(/^arn:[^:]+:lambda:[^:]+:\d+:layer:[\w-]+:\d+$/, 'must be the ARN of a version of a Lambda layer')
    .optional(),
  /** Where the functions find ffmpeg: in the layer by default. */
  ffmpegPath: z.string().startsWith('/', 'must be an absolute path').optional(),
  /** ARN of an SNS topic at which alarms ring; without it they only show in CloudWatch. */
  alarmTopic: z
    .string()
    .regex(/^arn:[^:]+:sns:/, 'must be the ARN of an SNS topic')
    .optional(),
  logRetentionDays: z.literal([7, 14, 30, 90, 365], { error: 'must be 7, 14, 30, 90 or 365' }).default(30),
  /** Where functions run: on Lambda, or on this machine, which takes its own builds of compiled parts. */
  machine: z.enum(['lambda', 'host'], { error: 'must be lambda or host' }).default('lambda'),
  /** Whether buckets, tables and the user pool go when the stack goes. */
  removeData: z.boolean({ error: 'must be true or false' }).default(false),
});

export type Settings = z.infer<typeof settingsSchema>;
export type Machine = Settings['machine'];

/** The environment of a function that reads videos, or has to know whether they can be read. */
export function ffmpegEnvironment({ ffmpegLayer, ffmpegPath }: Settings): { ffmpegPath?: string } {
  const path = ffmpegPath ?? (ffmpegLayer ? '/opt/bin/ffmpeg' : undefined);
  return path === undefined ? {} : { ffmpegPath: path };
}

/** Name of a stack, `Sightsong-dev-Api`. */
export const stackName = (stage: string, part: string) => `Sightsong-${stage}-${part}`;

/** Context values arrive as text from `-c key=value` and as JSON from cdk.json. */
function fromText(key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (key === 'webOrigins' || key === 'narrationLanguages') return value.split(',').map((part) => part.trim());
  if (key === 'logRetentionDays' || key === 'guestsPerHour') return Number(value);
  if (key === 'removeData') return value === 'true' ? true : value === 'false' ? false : value;
  return value;
}

const PREFIX = 'sightsong:';

/** Reads `sightsong:*` context. Throws one sentence naming every setting that is wrong or unknown, and how. */
export function readSettings(node: Node): Settings {
  const given: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(node.getAllContext() as Record<string, unknown>)) {
    if (!name.startsWith(PREFIX) || value === undefined) continue;
    const key = name.slice(PREFIX.length);
    given[key] = fromText(key, value);
  }
  return parseSettings(given);
}

/** Checks settings given as an object. Throws like `readSettings`. */
export function parseSettings(given: Record<string, unknown>): Settings {
  const result = settingsSchema.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) =>
    issue.code === 'unrecognized_keys'
      ? `${issue.keys.map((key) => PREFIX + key).join(', ')} is not a setting`
      : `${PREFIX}${issue.path.join('.')} ${issue.message}`,
  );
  throw new AppError('InvalidSettings', 400, `The deployment settings are wrong: ${problems.join('; ')}.`);
}
