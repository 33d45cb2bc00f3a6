/** The pipeline's own end for whatever a state caught. */
import { STEPS, type StepOutput } from '../../core/contracts/pipeline.ts';
import { endBadly } from '../shared/ending.ts';
import { named } from '../shared/step.ts';

export const handler = (event: unknown): Promise<StepOutput<'FailRecap'>> =>
  named('FailRecap', async () => {
    const { key, execution, error } = STEPS.FailRecap.input.parse(event);
    return { status: await endBadly(key, execution, error) };
  });
