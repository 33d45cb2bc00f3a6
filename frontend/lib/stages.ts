import type { Stage } from '../../core/contracts/pipeline.ts';

export type { Stage };

/** The stages in which a person waits, in order. */
export const STAGE_ORDER: readonly Stage[] = [
  'AwaitingUpload',
  'PreparingMedia',
  'LookingAtPicture',
  'ReadingMood',
  'FindingSongs',
  'TellingStory',
  'Narrating',
  'Publishing',
];
