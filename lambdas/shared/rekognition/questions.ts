/** What the pipeline asks Rekognition about a picture, besides which picture. */
import type {
  DetectFacesCommandInput,
  DetectLabelsCommandInput,
  DetectModerationLabelsCommandInput,
} from '@aws-sdk/client-rekognition';

/** Weak guesses too: see `FaintLabel`. The number keeps the item small. Confidences in per cent. */
export const LABELS_QUESTION = {
  Features: ['GENERAL_LABELS', 'IMAGE_PROPERTIES'],
  MaxLabels: 100,
  MinConfidence: 0.3,
} satisfies Omit<DetectLabelsCommandInput, 'Image'>;

/** Emotions only: nothing that tells who somebody is, how old or of which gender. */
export const FACES_QUESTION = { Attributes: ['EMOTIONS', 'SMILE'] } satisfies Omit<DetectFacesCommandInput, 'Image'>;

/** Far below what refuses a photo: what is only hinted at still colours its mood. */
export const MODERATION_QUESTION = { MinConfidence: 5 } satisfies Omit<DetectModerationLabelsCommandInput, 'Image'>;
