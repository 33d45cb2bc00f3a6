/** Ends the recap well. */
import { STEPS, type StepOutput } from '../../core/contracts/pipeline.ts';
import { publishRecap } from '../shared/recap-store.ts';
import { named } from '../shared/step.ts';

export const handler = (event: unknown): Promise<StepOutput<'PublishRecap'>> =>
  named('PublishRecap', async () => {
    await publishRecap(STEPS.PublishRecap.input.parse(event).recap);
    return { status: 'READY' };
  });
