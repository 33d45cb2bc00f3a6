/** A local cloud as a process of its own, in the folder that is named; ends with its parent. */
import { startCloud } from '../local/cloud.ts';

const [dataDir = ''] = process.argv.slice(2);
const cloud = await startCloud({ dataDir, basePort: null, report: () => undefined });
process.stdout.write(`${JSON.stringify(cloud.addresses)}\n`);
process.on('disconnect', async () => {
  await cloud.close();
  process.exit(0);
});
