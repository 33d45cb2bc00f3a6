import { expect, it } from 'vitest';
import { systemClock } from '../../../../local/services/states/clock.ts';

it('sleeps, and wakes at once with a rejection when it is no longer wanted', async () => {
  const started = systemClock.now();
  await systemClock.sleep(5, new AbortController().signal);
  expect(systemClock.now() - started).toBeGreaterThanOrEqual(4);
  const controller = new AbortController();
  const long = systemClock.sleep(2 ** 40, controller.signal);
  controller.abort();
  await expect(long).rejects.toThrow();
  await expect(systemClock.sleep(0, controller.signal)).rejects.toThrow();
});
