/** `npm start`: the whole product on this machine, until Ctrl-C. */
import './require-node-24.ts';
import { AppError } from '../core/errors.ts';
import { buildUi, uiIsCurrent } from '../scripts/build-ui.ts';
import { readArguments } from './cli/arguments.ts';
import { DATA_DIR } from './cli/data-dir.ts';
import { runCommand } from './cli/run.ts';
import { startCloud } from './cloud.ts';
import { explain } from './failures.ts';
import { fetchInBackground, type RunningFetch } from './models/background.ts';
import { lanAddress } from './phone/lan-address.ts';
import { BASE_PORT, LAST_BASE_PORT } from './ports.ts';

const say = (sentence: string) => process.stdout.write(`${sentence}\n`);

await runCommand(async () => {
  const begun = performance.now();
  const { values } = readArguments('npm start -- [--port N] [--reset] [--phone [--address A]]', {
    port: { type: 'string', help: 'first of four neighbouring ports' },
    reset: { type: 'boolean', help: 'begin with an empty data folder' },
    phone: { type: 'boolean', help: 'let a phone of the same network in' },
    address: { type: 'string', help: 'where the phone reaches this machine, if not at its first private address' },
  });
  if (values.address !== undefined && !values.phone) {
    throw new AppError('InvalidCommand', 400, '--address says where a phone is let in, so it needs --phone.');
  }
  const phone = values.phone
    ? { address: values.address ?? lanAddress(), colours: process.stdout.isTTY === true }
    : undefined;
  const basePort = portOf(values.port);
  const cloud = await startCloud({ dataDir: DATA_DIR, basePort, reset: values.reset, report: say, buildWeb, phone });
  let fetching: RunningFetch | undefined;
  stopOnSignal(async () => {
    await fetching?.stop();
    await cloud.close();
  });
  process.on('uncaughtException', endInWords);
  say(`Ready in ${((performance.now() - begun) / 1000).toFixed(1)} s. Open ${cloud.addresses.webUrl}`);
  say('Or in another terminal: npm run recap -- photo.jpg. Ctrl-C stops everything.');
  // Not waited for: without the models, or without a network, the packaged engine sees alone.
  fetching = fetchInBackground('small', { dataDir: DATA_DIR, report: say });
});

function portOf(text: string | undefined): number {
  const port = text === undefined ? BASE_PORT : Number(text);
  if (Number.isInteger(port) && port >= 1024 && port <= LAST_BASE_PORT) return port;
  const message = `--port takes a whole number from 1024 to ${LAST_BASE_PORT}, not ${text}.`;
  throw new AppError('InvalidCommand', 400, message);
}

async function buildWeb(): Promise<void> {
  if (uiIsCurrent()) return;
  say('Building the web page');
  await buildUi();
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

/** What nothing else caught, such as a disk that filled up while the cloud ran. The next start takes up what is unfinished. */
function endInWords(error: unknown): void {
  const told = explain(error, DATA_DIR);
  const text = told instanceof AppError ? told.publicMessage : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
