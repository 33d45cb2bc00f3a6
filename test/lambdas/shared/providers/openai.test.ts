import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  askForJson,
  type Dialect,
  dialectOf,
  type OpenAiSettings,
} from '../../../../lambdas/shared/providers/openai.ts';

const KEY = 'sk-test-0123456789';
const QUESTION = {
  instructions: 'Write a story.',
  input: 'A dog at the sea.',
  name: 'story',
  schema: {
    type: 'object',
    properties: { title: { type: 'string' } },
    required: ['title'],
    additionalProperties: false,
  },
};
const ANSWER = { title: 'Salt on the skin' };

type Asked = { method: string; url: string; headers: IncomingMessage['headers']; body: unknown };
let asked: Asked[];
let reply: (response: ServerResponse) => void;
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString('utf8')) : null;
  asked.push({ method: request.method!, url: request.url!, headers: request.headers, body });
  reply(response);
});
let baseUrl: string;

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
});

const json = (status: number, body: unknown) => (response: ServerResponse) =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const raw =
  (status: number, body: string, headers = {}) =>
  (response: ServerResponse) =>
    void response.writeHead(status, headers).end(body);

function ask(dialect: Dialect, settings: Partial<OpenAiSettings> = {}): Promise<unknown> {
  return askForJson(QUESTION, { baseUrl, dialect, model: 'gpt-6-luna', apiKey: KEY, timeoutMs: 5000, ...settings });
}

async function failure(dialect: Dialect, settings: Partial<OpenAiSettings> = {}) {
  const error = await ask(dialect, settings).then(
    () => {
      throw new Error('It did not fail.');
    },
    (thrown: unknown) => thrown,
  );
  // Message, cause and cause's cause: nothing of the key may be in any of them.
  expect(inspect(error, { depth: 10 })).not.toContain(KEY);
  return error as { code: string; status: number; publicMessage: string };
}

/** Replies in the shapes that the API reference documents, with a text in the place of the model's own. */
const REPLIES: Record<Dialect, Record<'text' | 'refusal' | 'incomplete' | 'empty', (text: string) => unknown>> = {
  responses: {
    text: (text) => ({
      id: 'resp_1',
      object: 'response',
      status: 'completed',
      error: null,
      incomplete_details: null,
      output: [
        { id: 'rs_1', type: 'reasoning', summary: [] },
        {
          id: 'msg_1',
          type: 'message',
          role: 'assistant',
          status: 'completed',
          content: [{ type: 'output_text', text, annotations: [] }],
        },
      ],
      usage: { input_tokens: 40, output_tokens: 12, total_tokens: 52 },
    }),
    refusal: (refusal) => ({
      id: 'resp_2',
      status: 'completed',
      output: [{ type: 'message', role: 'assistant', content: [{ type: 'refusal', refusal }] }],
    }),
    incomplete: (text) => ({
      id: 'resp_3',
      status: 'incomplete',
      incomplete_details: { reason: 'max_output_tokens' },
      output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text }] }],
    }),
    empty: () => ({ id: 'resp_4', status: 'completed', output: [] }),
  },
  chat: {
    text: (content) => ({
      id: 'chatcmpl-1',
      object: 'chat.completion',
      choices: [{ index: 0, message: { role: 'assistant', content, refusal: null }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 40, completion_tokens: 12, total_tokens: 52 },
    }),
    refusal: (refusal) => ({
      choices: [{ index: 0, message: { role: 'assistant', content: null, refusal }, finish_reason: 'stop' }],
    }),
    incomplete: (content) => ({
      choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'length' }],
    }),
    empty: () => ({ choices: [] }),
  },
};

describe('dialectOf', () => {
  it.each([
    ['https://api.openai.com/v1', 'responses'],
    ['https://api.openai.com.example.org/v1', 'chat'],
    ['http://127.0.0.1:11434/v1', 'chat'],
  ])('asks %s through %s', (url, dialect) => {
    expect(dialectOf(url)).toBe(dialect);
  });
});

describe('the question', () => {
  it('goes to the Responses API with a strict schema, and is not to be stored', async () => {
    reply = json(200, REPLIES.responses.text(JSON.stringify(ANSWER)));
    await ask('responses');
    expect(asked).toMatchObject([
      { method: 'POST', url: '/v1/responses', headers: { authorization: `Bearer ${KEY}` } },
    ]);
    expect(asked[0]!.body).toEqual({
      model: 'gpt-6-luna',
      instructions: QUESTION.instructions,
      input: [{ role: 'user', content: [{ type: 'input_text', text: QUESTION.input }] }],
      text: { format: { type: 'json_schema', name: 'story', strict: true, schema: QUESTION.schema } },
      reasoning: { effort: 'none' },
      store: false,
    });
  });

  it('goes to Chat Completions with a strict schema', async () => {
    reply = json(200, REPLIES.chat.text(JSON.stringify(ANSWER)));
    await ask('chat');
    expect(asked).toMatchObject([{ method: 'POST', url: '/v1/chat/completions' }]);
    expect(asked[0]!.body).toEqual({
      model: 'gpt-6-luna',
      messages: [
        { role: 'system', content: QUESTION.instructions },
        { role: 'user', content: QUESTION.input },
      ],
      response_format: { type: 'json_schema', json_schema: { name: 'story', strict: true, schema: QUESTION.schema } },
    });
  });

  it('goes with a key whose secret ends in a line break', async () => {
    reply = json(200, REPLIES.chat.text(JSON.stringify(ANSWER)));
    expect(await ask('chat', { apiKey: `${KEY}\n` })).toEqual(ANSWER);
    expect(asked[0]!.headers.authorization).toBe(`Bearer ${KEY}`);
  });
});

describe.each(['responses', 'chat'] as const)('the answer of %s', (dialect) => {
  const shapes = REPLIES[dialect];

  it('is read', async () => {
    reply = json(200, shapes.text(JSON.stringify(ANSWER)));
    expect(await ask(dialect)).toEqual(ANSWER);
  });

  it.each([
    ['a refusal', shapes.refusal('I cannot help with that.'), 'The model declined to answer.'],
    [
      'an answer cut off',
      shapes.incomplete('{"title":"Salt on'),
      /^The model (stopped in the middle|did not answer in JSON)/,
    ],
    ['no answer at all', shapes.empty(''), /^The model (did not answer in JSON|answered in an unknown shape)/],
    ['prose', shapes.text('Once upon a time'), 'The model did not answer in JSON.'],
    ['another shape', { result: 'ok' }, 'The model answered in an unknown shape.'],
    ['nothing', null, 'The model answered in an unknown shape.'],
  ])('is unusable where it is %s', async (_, body, sentence) => {
    reply = json(200, body);
    const { code, status, publicMessage } = await failure(dialect);
    expect([code, status]).toEqual(['ModelAnswerUnusable', 502]);
    expect(publicMessage).toMatch(sentence);
  });

  it.each([401, 429, 500, 503])('is none where the status is %i', async (status) => {
    reply = json(status, { error: { message: `Incorrect API key provided: ${KEY}`, type: 'x', code: null } });
    expect(await failure(dialect)).toMatchObject({
      code: 'ModelUnavailable',
      status: 502,
      publicMessage: `The language model answered with status ${status}.`,
    });
  });

  it('is none where it is not JSON, breaks off or leads elsewhere', async () => {
    const elsewhere = { location: `${baseUrl}/elsewhere` };
    const breakingOff = (response: ServerResponse) => {
      response.writeHead(200, { 'content-length': '500' }).write('{"output":[');
      setImmediate(() => response.destroy());
    };
    for (const broken of [raw(200, '<html>'), breakingOff, raw(200, ''), raw(307, '', elsewhere)]) {
      reply = broken;
      expect(await failure(dialect)).toMatchObject({ code: 'ModelUnavailable', status: 502 });
    }
    expect(asked.map(({ url }) => url)).not.toContain('/v1/elsewhere');
  });

  it('is not waited for longer than was set', async () => {
    reply = () => undefined;
    const before = performance.now();
    expect(await failure(dialect, { timeoutMs: 80 })).toMatchObject({ code: 'ModelUnavailable' });
    expect(performance.now() - before).toBeLessThan(2000);
  });

  it('is none where nobody listens', async () => {
    // Port 9 is for discarding; nothing listens on it here.
    expect(await failure(dialect, { baseUrl: 'http://127.0.0.1:9/v1' })).toMatchObject({ code: 'ModelUnavailable' });
  });
});

describe('a key that fits no header', () => {
  it.each([`${KEY}\n${KEY}`, `${KEY} ${KEY}`, `${KEY}é`, ''])('is refused without a word of it: %j', async (apiKey) => {
    expect(await failure('chat', { apiKey })).toMatchObject({
      code: 'ModelUnavailable',
      publicMessage: 'The key of the language model is malformed.',
    });
    expect(asked).toEqual([]);
  });
});
