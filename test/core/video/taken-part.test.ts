import { describe, expect, it } from 'vitest';
import { partSentence } from '../../../core/video/taken-part.ts';

describe('partSentence', () => {
  const part = { fromSecond: 75, toSecond: 135.2, totalSeconds: 139.4 };

  it('says nothing where all of it was taken', () => {
    expect(partSentence({ ...part, chosenBy: 'whole' })).toBeNull();
  });

  it('says which minute was taken and why', () => {
    expect(partSentence({ ...part, chosenBy: 'liveliest' })).toBe(
      'The video is 2:19 long. Its liveliest minute was taken, from 1:15 to 2:15.',
    );
    expect(partSentence({ ...part, chosenBy: 'person' })).toBe('The part from 1:15 to 2:15 that you chose was taken.');
  });
});
