import { describe, expect, it } from 'vitest';
import { ANSWERS, errorSchema } from '../../../core/contracts/answers.ts';
import { ROUTES, type RouteKey } from '../../../core/contracts/api.ts';
import { createRecapSchema, listQuerySchema, MAX_CAPTION, recapIdSchema } from '../../../core/contracts/recaps.ts';
import type { Route } from '../../../core/contracts/route.ts';

const routes = Object.entries(ROUTES) as [RouteKey, Route][];

describe('ROUTES', () => {
  it.each(routes)('%s is written as the gateway writes it, and answers 401 unless it is open', (key, route) => {
    expect(key).toMatch(/^(GET|POST|PUT|DELETE) (\/([a-z-]+|\{[a-zA-Z]+\+?\}))+$/);
    if (route.access === 'anyone') expect(route.failures).toContain(403);
    else expect(route.failures).toContain(401);
    const { status, bytes } = route.success;
    expect(status === 204).toBe((ANSWERS[key] ?? bytes) === undefined);
  });

  it.each(routes)('%s has a schema for exactly the parameters of its path', (key, route) => {
    const named = [...key.matchAll(/\{(\w+)\+?\}/g)].map(([, name]) => name);
    const shape = (route.path as { shape?: object } | undefined)?.shape ?? {};
    expect(Object.keys(shape)).toEqual(named);
  });
});

describe('createRecapSchema', () => {
  it('takes a caption, trimmed, and leaves out what is not given', () => {
    expect(createRecapSchema.parse({})).toEqual({});
    expect(createRecapSchema.parse({ caption: '  Grandma’s 80th ' })).toEqual({ caption: 'Grandma’s 80th' });
  });

  it.each([
    { caption: 'x'.repeat(MAX_CAPTION + 1) },
    { contentType: 'image/svg+xml' },
    { contentType: 'image/heic' },
    { imageUrl: 'not an address' },
    { imageUrl: `https://example.org/${'x'.repeat(2048)}` },
    { title: 'unknown' },
    [],
    null,
  ])('refuses %j', (body) => {
    expect(createRecapSchema.safeParse(body).success).toBe(false);
  });
});

describe('listQuerySchema', () => {
  it('reads the limit from text and has one of its own', () => {
    expect(listQuerySchema.parse({})).toEqual({ limit: 20 });
    expect(listQuerySchema.parse({ limit: '50', cursor: 'abc' })).toEqual({ limit: 50, cursor: 'abc' });
  });

  it.each(['0', '51', '-1', '2.5', 'many', ''])('refuses a limit of %j', (limit) => {
    expect(listQuerySchema.safeParse({ limit }).success).toBe(false);
  });
});

describe('recapIdSchema', () => {
  it.each([
    ['01ARZ3NDEKTSV4RRFFQ69G5FAV', true],
    ['01arz3ndektsv4rrffq69g5fav', false],
    ['01ARZ3NDEKTSV4RRFFQ69G5FA', false],
    ['01ARZ3NDEKTSV4RRFFQ69G5FAI', false],
    ['../../../../../../../etc/passwd', false],
  ])('takes %s: %s', (id, valid) => {
    expect(recapIdSchema.safeParse(id).success).toBe(valid);
  });
});

describe('errorSchema', () => {
  it('has a code and a sentence, and fields where there are any', () => {
    const error = { code: 'InvalidRequest', message: 'The request was not understood.' };
    expect(errorSchema.safeParse({ error }).success).toBe(true);
    expect(errorSchema.safeParse({ error: { ...error, fields: ['caption'] } }).success).toBe(true);
    expect(errorSchema.safeParse({ error: { ...error, stack: 'at work' } }).success).toBe(false);
  });
});
