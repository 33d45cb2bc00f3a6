/** Hyperparameters of a training. SageMaker passes every value as a string. */
import * as z from 'zod/mini';
import '../core/contracts/english.ts';
import { STARTER_SEED, STARTER_VERSION } from '../core/catalogue/starter-assets.ts';
import { AppError } from '../core/errors.ts';
import { VECTOR_DIMENSIONS } from '../core/features.ts';

const whole = (min: number, max: number) =>
  z.pipe(
    z.pipe(
      z.string('has to be a string, as SageMaker passes it').check(z.regex(/^\d{1,10}$/, 'has to be a whole number')),
      z.transform(Number),
    ),
    z.number().check(z.gte(min, `has to be at least ${min}`), z.lte(max, `has to be at most ${max}`)),
  );

const hyperparametersSchema = z.strictObject({
  /** Absent, as the next: from the number of rows. */
  k: z.optional(whole(1, 131_072)),
  iterations: z.optional(whole(1, 1000)),
  seed: z._default(whole(0, 0xffffffff), STARTER_SEED),
  version: z._default(whole(1, 1_000_000_000), STARTER_VERSION),
  /** Named as the built-in k-means names it; only to notice rows of another shape before they are read. */
  feature_dim: z.optional(whole(VECTOR_DIMENSIONS, VECTOR_DIMENSIONS)),
});
export type Hyperparameters = z.infer<typeof hyperparametersSchema>;

/** Names that SageMaker's tuning jobs and SDKs add to everybody's hyperparameters. */
const SET_BY_SAGEMAKER = /^(_tuning|sagemaker_)/;

/** Reads the text of hyperparameters.json. Throws `InvalidHyperparameters` naming what is wrong. */
export function parseHyperparameters(text: string): Hyperparameters {
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch (cause) {
    throw new AppError('InvalidHyperparameters', 422, 'The hyperparameters are not valid JSON.', { cause });
  }
  const own =
    typeof values === 'object' && values !== null && !Array.isArray(values)
      ? Object.fromEntries(Object.entries(values).filter(([name]) => !SET_BY_SAGEMAKER.test(name)))
      : values;
  const read = hyperparametersSchema.safeParse(own);
  if (read.success) return read.data;
  const what = read.error.issues.map((issue) =>
    issue.path.length > 0 ? `${issue.path.join('.')} ${issue.message}` : issue.message,
  );
  throw new AppError('InvalidHyperparameters', 422, `Hyperparameters: ${what.join('; ')}.`);
}
