/** Deployment settings, typed and checked before anything is built. */
import type { Node } from 'constructs';
import { z } from 'zod';

const origin = z.string().refine(
  (value) => {
    const url = URL.parse(value);
    if (!url || url.origin !== value) return false;
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
  /** The origins whose pages may call the API and the media bucket. */
  webOrigins: z.array(origin).min(1).default(['http://127.0.0.1:4600']),
  /** Name or ARN of the Secrets Manager secret that holds the OpenAI key; without it stories come from templates. */
  openAiSecret: z.string().min(1).optional(),
  /** Any service that speaks OpenAI's API. */
  openAiBaseUrl: z.url().default('https://api.openai.com/v1'),
  openAiModel: z.string().min(1).default('gpt-6-luna'),
  /** A neural Polly voice that speaks English. */
  narrationVoice: z
    .string()
    .regex(/^[A-Z][a-z]+$/, 'must be a Polly voice id such as Joanna')
    .default('Joanna'),
  logRetentionDays: z.union([z.literal(7), z.literal(14), z.literal(30), z.literal(90), z.literal(365)]).default(30),
  /** Whether buckets, tables and the user pool go when the stack goes. */
  removeData: z.boolean().default(false),
});

export type Settings = z.infer<typeof settingsSchema>;

/** Context values arrive as text from `-c key=value` and as JSON from cdk.json. */
function fromText(key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (key === 'webOrigins') return value.split(',').map((part) => part.trim());
  if (key === 'logRetentionDays') return Number(value);
  if (key === 'removeData') return value === 'true' ? true : value === 'false' ? false : value;
  return value;
}

/** Reads `sightsong:*` context. Throws one sentence naming every setting that is wrong, and how. */
export function readSettings(node: Node): Settings {
  const given: Record<string, unknown> = {};
  for (const key of Object.keys(settingsSchema.shape)) {
    const value: unknown = node.tryGetContext(`sightsong:${key}`);
    if (value !== undefined) given[key] = fromText(key, value);
  }
  return parseSettings(given);
}

/** Checks settings given as an object. Throws like `readSettings`. */
export function parseSettings(given: Record<string, unknown>): Settings {
  const result = settingsSchema.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) =>
    issue.code === 'unrecognized_keys'
      ? `${issue.keys.join(', ')} is not a setting`
      : `sightsong:${issue.path.join('.')} ${issue.message}`,
  );
  throw new Error(`The deployment settings are wrong: ${problems.join('; ')}.`);
}
