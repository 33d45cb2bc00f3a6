import { describe, expect, it } from 'vitest';
import { recapItemSchema } from '../../../core/contracts/recap-item.ts';
import { readyRecap, waitingRecap } from '../recap-example.ts';

describe('recapItemSchema', () => {
  it('reads what the pipeline stores', () => {
    const item = readyRecap();
    expect(recapItemSchema.parse(structuredClone(item))).toEqual(item);
  });

  it('takes an item that has only begun, with no timings', () => {
    expect(waitingRecap().timings).toEqual({});
  });

  it('drops attributes of an older or newer version instead of failing', () => {
    expect(recapItemSchema.parse({ ...waitingRecap(), mascot: 'owl' })).not.toHaveProperty('mascot');
  });

  it.each([
    { status: 'DONE' },
    { stage: 'Sleeping' },
    { timings: { Narrate: { startedAt: 1, ms: -1 } } },
    { userId: undefined },
  ])('refuses %j', (wrong) => {
    expect(recapItemSchema.safeParse({ ...readyRecap(), ...wrong }).success).toBe(false);
  });
});
