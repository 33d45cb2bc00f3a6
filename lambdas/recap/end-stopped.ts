/**
 * Ends recaps whose execution was stopped, timed out or failed past every Catch (States.ALL catches neither
 * States.Runtime nor States.DataLimitExceeded), so that none is left running for ever.
 */
import { executionEndedSchema, objectCreatedSchema } from '../../core/contracts/events.ts';
import { endBadly } from '../shared/ending.ts';
import { logger } from '../shared/logger.ts';
import { named } from '../shared/step.ts';

export const handler = (event: unknown): Promise<void> =>
  named('FailRecap', async () => {
    const { executionArn, status, input } = executionEndedSchema.parse(event).detail;
    if (input === null) {
      // An upload event is under 2 KB; an execution with more was not started by one.
      logger.error('execution without its input', { status });
      return;
    }
    const { key } = objectCreatedSchema.parse(JSON.parse(input)).detail.object;
    await endBadly(key, executionArn, { Error: `States.${status}`, Cause: '' });
  });
