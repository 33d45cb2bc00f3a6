import { afterEach, describe, expect, it } from 'vitest';
import { linkWorker, type WorkerLink } from '../../../local/engines/worker-link.ts';
import { linkPair } from '../../../local/engines/worker-pair.ts';

const failure = { code: 'Gone', message: 'The worker is gone.' };
const worker = (file = './thread-worker.ts') =>
  linkWorker<string, number>(new URL(file, import.meta.url), failure, { name: 'thread' });

const open: WorkerLink<string, number>[] = [];
const started: WorkerLink<string, number>[] = [];

function pair({ processors = 2, idleMs = 60_000, second = './thread-worker.ts' } = {}) {
  started.length = 0;
  const start = () => {
    started.push(worker(started.length === 0 ? './thread-worker.ts' : second));
    return started.at(-1)!;
  };
  const link = linkPair(start, { thingOf: (question) => question, processors, idleMs });
  open.push(link);
  return link;
}

const askAll = (link: WorkerLink<string, number>, things: string[]) => Promise.all(things.map((one) => link.ask(one)));
const many = (prefix: string) => Array.from({ length: 12 }, (_, at) => `${prefix}${at}`);

afterEach(async () => {
  for (const link of open.splice(0)) await link.close();
});

describe('linkPair', () => {
  it('asks one worker while one thing is looked at', async () => {
    const link = pair();
    expect(new Set(await askAll(link, ['a', 'a', 'a'])).size).toBe(1);
    expect(started).toHaveLength(1);
  });

  it('starts a second one when things pile up, and shares them', async () => {
    const link = pair();
    await askAll(link, many('a'));
    expect(started).toHaveLength(2);
    await started[1]!.ready;
    expect(new Set(await askAll(link, many('b'))).size).toBe(2);
    expect(started).toHaveLength(2);
  });

  it('asks the same worker about the same thing', async () => {
    const link = pair();
    await askAll(link, many('a'));
    await started[1]!.ready;
    const threads = await askAll(link, many('b'));
    expect(await askAll(link, many('b'))).toEqual(threads);
  });

  it('stays with one on a single processor', async () => {
    const link = pair({ processors: 1 });
    expect(new Set(await askAll(link, many('a'))).size).toBe(1);
    expect(started).toHaveLength(1);
  });

  it('ends the second one when it is not needed any more', async () => {
    const link = pair({ idleMs: 20 });
    const [first] = await askAll(link, many('a'));
    const second = started[1]!;
    await second.ready;
    await expect
      .poll(() =>
        second.ask('x').then(
          () => 'there',
          () => 'gone',
        ),
      )
      .toBe('gone');
    expect(await link.ask('c')).toBe(first);
  });

  it('goes on with the first where the second does not load', async () => {
    const link = pair({ second: './no-such-worker.ts' });
    const [first] = await askAll(link, many('a'));
    await expect(started[1]!.ready).rejects.toMatchObject({ code: 'Gone' });
    expect(await link.ask('c')).toBe(first);
  });

  it('refuses what is asked after its end', async () => {
    const link = pair();
    await link.close();
    await expect(link.ask('a')).rejects.toMatchObject({ code: 'Gone' });
  });
});
