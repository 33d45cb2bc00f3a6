/** The contract suite: what every target of the HTTP API has to do, whoever runs it. */
import { afterAll, describe, vi } from 'vitest';
import { describeAddresses } from './suite/addresses.ts';
import { describeAtlas } from './suite/atlas.ts';
import { describeEdge } from './suite/edge.ts';
import { describeOddRequests } from './suite/odd-requests.ts';
import { describePictures } from './suite/pictures.ts';
import { describePolicies } from './suite/policies.ts';
import { describeRecaps } from './suite/recaps.ts';
import { describeSongs } from './suite/songs.ts';
import { people } from './suite/support.ts';
import { describeTaste } from './suite/taste.ts';
import { describeVideos } from './suite/videos.ts';
import type { Target } from './target.ts';

/** Runs everything that the target is capable of; what it is not is skipped and says what is missing. */
export function contractSuite(name: string, target: Target, close: () => Promise<void>): void {
  // Polls, not clocks, say when something is over; a busy machine may take its time.
  vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });
  describe(name, () => {
    const person = people(target);
    describeRecaps(target, person);
    describeSongs(target, person);
    describeAtlas(target, person);
    describeTaste(target, person);
    describeEdge(target, person);
    describePictures(target, person);
    describeVideos(target, person);
    describePolicies(target, person);
    describeAddresses(target, person);
    describeOddRequests(target, person);
    afterAll(async () => {
      await person.forgetAll();
      await close();
    });
  });
}
