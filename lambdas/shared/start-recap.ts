import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { ObjectCreatedInput } from '../../core/contracts/events.ts';
import { requireEnv } from './env.ts';

let client: SFNClient | undefined;

/** Starts the pipeline on an upload as its event would have; what was prepared before is taken up again. */
export async function startRecap(key: string): Promise<void> {
  client ??= new SFNClient({});
  const input: ObjectCreatedInput = { detail: { object: { key, size: 0 } } };
  await client.send(
    new StartExecutionCommand({ stateMachineArn: requireEnv('recapMachine'), input: JSON.stringify(input) }),
  );
}
