import { describe, expect, it, vi } from 'vitest';
import { recapIdSchema } from '../../../core/contracts/recaps.ts';
import { newRecapId } from '../../../lambdas/shared/ids.ts';

describe('newRecapId', () => {
  it('gives a new id of the contract’s form every time', () => {
    const ids = Array.from({ length: 200 }, newRecapId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(recapIdSchema.safeParse(id).success).toBe(true);
  });

  it('gives later recaps greater ids', () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 20) });
    const earlier = newRecapId();
    vi.advanceTimersByTime(1);
    expect(newRecapId() > earlier).toBe(true);
    vi.useRealTimers();
  });
});
