/** A worker and, while several things wait, a second one beside it. */
import { availableParallelism } from 'node:os';
import type { WorkerLink } from './worker-link.ts';

/** More open questions than one thing brings: the second worker is worth its memory then. */
const MANY = 3;
/** A second worker without a question for longer is ended. */
const IDLE_MS = 60_000;
/** Things whose worker is remembered. */
const REMEMBERED = 32;

interface Member<Q, A> {
  readonly link: WorkerLink<Q, A>;
  open: number;
}

export interface PairOptions<Q> {
  /** Names the thing a question is about: all questions about it go to one worker, which may remember what it saw. */
  readonly thingOf: (question: Q) => string;
  /** Processors; with one alone there is never a second worker. */
  readonly processors?: number;
  readonly idleMs?: number;
}

/**
 * A link to one worker, or to two. The second is started when questions pile up and is asked once it has loaded; where it does not
 * load, the first goes on alone. `start` gives a new worker each time.
 */
export function linkPair<Q, A>(
  start: (which: 'first' | 'second') => WorkerLink<Q, A>,
  { thingOf, processors = availableParallelism(), idleMs = IDLE_MS }: PairOptions<Q>,
): WorkerLink<Q, A> {
  const first: Member<Q, A> = { link: start('first'), open: 0 };
  let second: Member<Q, A> | null = null;
  let loaded = false;
  let closed = false;
  let ending: NodeJS.Timeout | undefined;
  const remembered = new Map<string, Member<Q, A>>();

  const endSecond = async () => {
    const { link } = second ?? {};
    for (const [thing, member] of remembered) if (member === second) remembered.delete(thing);
    [second, loaded] = [null, false];
    clearTimeout(ending);
    await link?.close();
  };
  const call = () => {
    const called: Member<Q, A> = { link: start('second'), open: 0 };
    second = called;
    called.link.ready.then(
      () => {
        if (second !== called) return;
        loaded = true;
        wait();
      },
      () => second === called && void endSecond(),
    );
  };
  const wait = () => {
    clearTimeout(ending);
    ending = setTimeout(() => second?.open === 0 && void endSecond(), idleMs);
    ending.unref();
  };
  const memberFor = (thing: string): Member<Q, A> => {
    const known = remembered.get(thing);
    if (known) return known;
    const chosen = second && loaded && second.open < first.open ? second : first;
    remembered.set(thing, chosen);
    if (remembered.size > REMEMBERED) remembered.delete(remembered.keys().next().value!);
    return chosen;
  };

  return {
    ready: first.link.ready,
    async ask(question) {
      const member = memberFor(thingOf(question));
      member.open += 1;
      if (first.open > MANY && !second && !closed && processors > 1) call();
      try {
        return await member.link.ask(question);
      } finally {
        member.open -= 1;
        if (member === second) wait();
      }
    },
    async close() {
      closed = true;
      await Promise.all([first.link.close(), endSecond()]);
    },
  };
}
