/** What the pipeline asks Rekognition about a picture, besides which picture. */
import type {
  DetectFacesCommandInput,
  DetectLabelsCommandInput,
  DetectModerationLabelsCommandInput,
} from '@aws-sdk/client-rekognition';

/** Low: what is only just likely counts little, but it counts. Confidences in per cent. */
export const LABELS_QUESTION = {
  Features: ['GENERAL_LABELS', 'IMAGE_PROPERTIES'],
  MaxLabels: 40,
  MinConfidence: 35,
} satisfies Omit<DetectLabelsCommandInput, 'Image'>;

/** Emotions only: nothing that tells who somebody is, how old or of which gender. */
export const FACES_QUESTION = { Attributes: ['EMOTIONS', 'SMILE'] } satisfies Omit<DetectFacesCommandInput, 'Image'>;

export const MODERATION_QUESTION = { MinConfidence: 50 } satisfies Omit<DetectModerationLabelsCommandInput, 'Image'>;
