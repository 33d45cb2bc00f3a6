/** `npm start`: the whole product on this machine, until Ctrl-C. */
import './require-node-24.ts';
import { rmSync } from 'node:fs';
import { AppError } from '../core/errors.ts';
import { buildUi, uiIsCurrent } from '../scripts/build-ui.ts';
import { findRunning } from './addresses.ts';
import { readArguments } from './cli/arguments.ts';
import { DATA_DIR } from './cli/data-dir.ts';
import { runCommand } from './cli/run.ts';
import { startCloud } from './cloud.ts';
import { BASE_PORT } from './ports.ts';

const say = (sentence: string) => process.stdout.write(`${sentence}\n`);

await runCommand(async () => {
  const begun = performance.now();
  const { values } = readArguments('npm start -- [--port N] [--reset]', {
    port: { type: 'string', help: 'first of four neighbouring ports' },
    reset: { type: 'boolean', help: 'begin with an empty data folder' },
  });
  const running = findRunning(DATA_DIR);
  if (running) {
    throw new AppError(
      'AlreadyRunning',
      409,
      `Sightsong runs already, on ${running.webUrl}. Stop that one first (process ${running.pid}).`,
    );
  }
  if (values.reset) rmSync(DATA_DIR, { recursive: true, force: true });
  if (!uiIsCurrent()) say('Building the web page');
  buildUi();
  const cloud = await startCloud({ dataDir: DATA_DIR, basePort: portOf(values.port), report: say, web: true });
  stopOnSignal(cloud.close);
  say(`Ready in ${((performance.now() - begun) / 1000).toFixed(1)} s. Open ${cloud.addresses.webUrl}`);
  say('Or in another terminal: npm run recap -- photo.jpg. Ctrl-C stops everything.');
});

function portOf(text: string | undefined): number {
  const port = text === undefined ? BASE_PORT : Number(text);
  if (Number.isInteger(port) && port >= 1024 && port <= 65_532) return port;
  throw new AppError('InvalidCommand', 400, `--port takes a whole number from 1024 to 65532, not ${text}.`);
}

/** The first signal ends every child and leaves; a second one does not wait. */
function stopOnSignal(close: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      say('Stopping.');
      close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}
