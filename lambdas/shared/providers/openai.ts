/** OpenAI's text API, or any service that speaks it: one structured answer to one question. */
import * as z from 'zod/mini';
import { AppError } from '../../../core/errors.ts';

export type StructuredQuestion = {
  instructions: string;
  input: string;
  /** A JPEG picture to be looked at. */
  picture?: Uint8Array;
  /** Name of the answer's schema, letters and underscores. */
  name: string;
  /** JSON Schema of the answer, strict: every property required, no others allowed. */
  schema: Record<string, unknown>;
};

/** Which of OpenAI's two APIs a service is asked through. */
export type Dialect = 'responses' | 'chat';

export type OpenAiSettings = {
  baseUrl: string;
  dialect: Dialect;
  model: string /** Null for a service that asks for none. */;
  apiKey: string | null;
  timeoutMs: number;
};

/** The Responses API at OpenAI's own address; Chat Completions, which more services speak, at any other. */
export function dialectOf(baseUrl: string): Dialect {
  return new URL(baseUrl).hostname === 'api.openai.com' ? 'responses' : 'chat';
}

const responsesReply = z.object({
  status: z.optional(z.string()),
  output: z.array(
    z.object({
      type: z.string(),
      content: z.optional(
        z.array(z.object({ type: z.string(), text: z.optional(z.string()), refusal: z.optional(z.string()) })),
      ),
    }),
  ),
});

const chatReply = z.object({
  choices: z
    .array(z.object({ message: z.object({ content: z.nullable(z.string()), refusal: z.nullish(z.string()) }) }))
    .check(z.minLength(1)),
});

/**
 * Asks for an answer that follows the schema; gives the parsed JSON, unchecked against the schema itself.
 * @throws AppError `ModelUnavailable` (no or failed answer) or `ModelAnswerUnusable` (refusal, cut off, not JSON), 502.
 */
export async function askForJson(question: StructuredQuestion, settings: OpenAiSettings): Promise<unknown> {
  const { path, body, text: textOf } = DIALECTS[settings.dialect];
  const text = textOf(await post(`${settings.baseUrl}/${path}`, body(question, settings.model), settings));
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unusable('The model did not answer in JSON.', cause);
  }
}

const DIALECTS = {
  responses: { path: 'responses', body: responsesBody, text: responsesText },
  chat: { path: 'chat/completions', body: chatBody, text: chatText },
};

const dataUrl = (jpeg: Uint8Array) => `data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}`;

function responsesBody({ instructions, input, picture, name, schema }: StructuredQuestion, model: string) {
  const shown = picture ? [{ type: 'input_image', image_url: dataUrl(picture), detail: 'low' }] : [];
  return {
    model,
    instructions,
    input: [{ role: 'user', content: [{ type: 'input_text', text: input }, ...shown] }],
    text: { format: { type: 'json_schema', name, strict: true, schema } },
    reasoning: { effort: 'none' },
    store: false,
  };
}

function chatBody({ instructions, input, picture, name, schema }: StructuredQuestion, model: string) {
  const content = picture
    ? [
        { type: 'text', text: input },
        { type: 'image_url', image_url: { url: dataUrl(picture), detail: 'low' } },
      ]
    : input;
  return {
    model,
    messages: [
      { role: 'system', content: instructions },
      { role: 'user', content },
    ],
    response_format: { type: 'json_schema', json_schema: { name, strict: true, schema } },
  };
}

async function post(url: string, body: unknown, settings: OpenAiSettings): Promise<unknown> {
  const key = settings.apiKey?.trim() ?? null;
  // A key that no header can hold would be quoted in the error that refuses it.
  if (key !== null && !/^[\x21-\x7e]+$/.test(key))
    throw new AppError('ModelUnavailable', 502, 'The key of the language model is malformed.');
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(settings.timeoutMs),
    });
    if (response.ok) return await response.json();
  } catch (cause) {
    throw new AppError('ModelUnavailable', 502, 'The language model did not answer.', { cause });
  }
  throw new AppError('ModelUnavailable', 502, `The language model answered with status ${response.status}.`);
}

function responsesText(reply: unknown): string {
  const parsed = responsesReply.safeParse(reply);
  if (!parsed.success) throw unusable('The model answered in an unknown shape.', parsed.error);
  const parts = parsed.data.output.flatMap((item) => item.content ?? []);
  if (parts.some((part) => part.type === 'refusal')) throw unusable('The model declined to answer.');
  if (parsed.data.status === 'incomplete') throw unusable('The model stopped in the middle of its answer.');
  return parts.flatMap((part) => (part.type === 'output_text' ? (part.text ?? '') : [])).join('');
}

function chatText(reply: unknown): string {
  const parsed = chatReply.safeParse(reply);
  if (!parsed.success) throw unusable('The model answered in an unknown shape.', parsed.error);
  const { content, refusal } = parsed.data.choices[0]!.message;
  if (refusal || content === null) throw unusable('The model declined to answer.');
  return content;
}

function unusable(sentence: string, cause?: unknown): AppError {
  return new AppError('ModelAnswerUnusable', 502, sentence, { cause });
}
