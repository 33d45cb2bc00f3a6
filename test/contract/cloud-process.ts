/**
 * A local cloud as a process of its own, to be killed. It prints its addresses once it is ready. Told `deaf`, it loses
 * every event, as if it were killed between the fact and the telling; told `stop`, it ends every execution by hand.
 */
import { createInterface } from 'node:readline';
import { startCloud } from '../../local/cloud.ts';
import { machineArn } from './executions.ts';
import { quickEngines } from './quick-engines.ts';

const [dataDir = ''] = process.argv.slice(2);
const engines = quickEngines();
const { addresses, hosted } = await startCloud({ dataDir, basePort: null, report: () => undefined, engines });

const commands: Record<string, () => unknown> = {
  deaf: () => {
    hosted.bus.putEvent = () => ({}) as never;
  },
  hold: () => {
    engines.gate = new Promise(() => {});
  },
  stop: () =>
    Promise.all(hosted.machines.list(machineArn(hosted)).map(({ executionArn }) => hosted.machines.stop(executionArn))),
};

process.stdout.write(`${JSON.stringify(addresses)}\n`);
for await (const command of createInterface({ input: process.stdin })) {
  await commands[command]?.();
  process.stdout.write(`${command}\n`);
}
