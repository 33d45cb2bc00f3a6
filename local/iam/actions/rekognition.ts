import { AppError } from '../../../core/errors.ts';
import { parseJsonBody } from '../../services/wire/json.ts';
import type { Need, NeedsOf } from '../actions.ts';

const IMAGE_OPERATIONS: ReadonlySet<string> = new Set(['DetectLabels', 'DetectFaces', 'DetectModerationLabels']);

/** Rekognition reads a stored picture with its caller's rights, and says the same whether it is missing or forbidden. */
export const rekognitionNeeds: NeedsOf = (call) => {
  if (call.operation === undefined || !IMAGE_OPERATIONS.has(call.operation)) return null;
  const needs: Need[] = [{ action: `rekognition:${call.operation}`, resource: '*' }];
  const { Image: image } = parseJsonBody(call) as { Image?: { S3Object?: { Bucket?: unknown; Name?: unknown } } };
  const stored = image?.S3Object;
  if (typeof stored?.Bucket === 'string' && typeof stored.Name === 'string') {
    needs.push({
      action: 's3:GetObject',
      resource: `arn:aws:s3:::${stored.Bucket}/${stored.Name}`,
      refusal: () =>
        new AppError(
          'InvalidS3ObjectException',
          400,
          'Unable to get object metadata from S3. Check object key, region and/or access permissions.',
        ),
    });
  }
  return needs;
};
