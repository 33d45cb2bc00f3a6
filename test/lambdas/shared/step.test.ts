import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError, GENERIC_FAILURE } from '../../../core/errors.ts';
import { logger } from '../../../lambdas/shared/logger.ts';
import { beginStage, saveFindings } from '../../../lambdas/shared/recap-store.ts';
import { named, readingFor, step, written } from '../../../lambdas/shared/step.ts';
import { readyRecap } from '../../core/recap-example.ts';

vi.mock('../../../lambdas/shared/recap-store.ts', () => ({ beginStage: vi.fn(), saveFindings: vi.fn() }));

const recap = { userId: 'ada', recapId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' };
const item = readyRecap();

beforeEach(() => {
  vi.clearAllMocks();
  vi.mocked(beginStage).mockResolvedValue(item);
  vi.mocked(saveFindings).mockResolvedValue();
  vi.spyOn(logger, 'error').mockReturnValue();
});

describe('step', () => {
  it('marks the stage, works, saves findings with their timing, and answers', async () => {
    const order: string[] = [];
    vi.mocked(beginStage).mockImplementation(async () => {
      order.push('begin');
      return item;
    });
    vi.mocked(saveFindings).mockImplementation(async () => void order.push('save'));
    const handler = step('DetectFaces', 'LookingAtPicture', async (input, stored) => {
      order.push('work');
      expect(input).toEqual({ recap });
      expect(stored).toBe(item);
      return { output: {}, findings: { notes: ['No faces.'] } };
    });
    expect(await handler({ recap })).toEqual({});
    expect(order).toEqual(['begin', 'work', 'save']);
    expect(beginStage).toHaveBeenCalledWith(recap, 'LookingAtPicture');
    const timing = { startedAt: expect.any(Number), ms: expect.any(Number) };
    expect(saveFindings).toHaveBeenCalledWith(recap, 'DetectFaces', timing, { notes: ['No faces.'] });
    expect(vi.mocked(saveFindings).mock.calls[0]![2].ms).toBeGreaterThanOrEqual(0);
  });

  it('saves its timing where it found nothing to keep', async () => {
    await step('DetectFaces', 'LookingAtPicture', async () => ({ output: {}, findings: {} }))({ recap });
    expect(saveFindings).toHaveBeenCalledWith(recap, 'DetectFaces', expect.anything(), {});
  });

  it.each([{}, { recap: 'x' }, { recap, extra: 1 }, { recap: { userId: '', recapId: 'x' } }, null])(
    'refuses %j before it touches anything',
    async (event) => {
      const work = vi.fn();
      const failed = step('DetectFaces', 'LookingAtPicture', work)(event);
      await expect(failed).rejects.toMatchObject({ name: 'StepFailed', message: GENERIC_FAILURE });
      expect(beginStage).not.toHaveBeenCalled();
      expect(work).not.toHaveBeenCalled();
    },
  );

  it('does not work on a recap that was deleted, and says so', async () => {
    vi.mocked(beginStage).mockRejectedValue(new AppError('RecapGone', 410, 'This recap was deleted.'));
    const work = vi.fn();
    const failed = step('DetectFaces', 'LookingAtPicture', work)({ recap });
    await expect(failed).rejects.toMatchObject({ name: 'RecapGone' });
    expect(work).not.toHaveBeenCalled();
  });
});

describe('what a step reads of the item', () => {
  it('is there, or a mistake of ours with a generic sentence', () => {
    expect(written(item, 'labels', 'image')).toEqual({ labels: item.labels, image: item.image });
    expect(() => written({ ...item, labels: undefined }, 'image', 'labels')).toThrow('no labels');
    expect(() => written({ ...item, labels: undefined }, 'labels')).toThrow(
      expect.objectContaining({ code: 'InvariantViolated', publicMessage: GENERIC_FAILURE }),
    );
  });

  it('is the reading as the model shifted it for the final list, and core’s own for the first', () => {
    const modelReading = { ...item.reading!, mood: { ...item.reading!.mood, word: 'wistful' } };
    expect(readingFor({ ...item, modelReading }, true)).toBe(modelReading);
    expect(readingFor({ ...item, modelReading }, false)).toBe(item.reading);
    expect(readingFor(item, true)).toBe(item.reading);
  });
});

describe('named', () => {
  const failing = (error: unknown) => named('Narrate', () => Promise.reject(error));
  const awsError = (name: string) => Object.assign(new Error('Rate exceeded for account 123456789012'), { name });

  it('gives what the work gives', async () => {
    expect(await named('Narrate', async () => 7)).toBe(7);
  });

  it('lets an error of ours out as it is', async () => {
    const error = new AppError('PhotoDamaged', 422, 'This photo is damaged.');
    await expect(failing(error)).rejects.toBe(error);
  });

  it.each([
    awsError('ThrottlingException'),
    awsError('ProvisionedThroughputExceededException'),
    awsError('SlowDown'),
    awsError('InternalServerError'),
    awsError('TimeoutError'),
    Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }),
    Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
    Object.assign(new Error('connect'), { code: 'ETIMEDOUT' }),
  ])('calls %s a transient failure, which is retried', async (error) => {
    await expect(failing(error)).rejects.toMatchObject({
      name: 'TransientFailure',
      message: GENERIC_FAILURE,
      cause: error,
    });
  });

  it.each([
    awsError('AccessDeniedException'),
    awsError('ValidationException'),
    new TypeError('x is not a function'),
    'a thrown string',
    undefined,
  ])('calls %s a failed step, which is not', async (error) => {
    await expect(failing(error)).rejects.toMatchObject({ name: 'StepFailed', message: GENERIC_FAILURE });
    expect(logger.error).toHaveBeenCalledWith('step failed', expect.objectContaining({ step: 'Narrate' }));
  });
});
