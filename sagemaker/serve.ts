/** `serve`: loads the model and answers until it is told to end. */
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { decodeModel, MODEL_FILES } from '../core/kmeans/cluster-model.ts';
import { createEndpoint } from './endpoint.ts';
import { addressFrom, foldersFrom } from './environment.ts';

const folder = foldersFrom(process.env).model;
const files = await Promise.all(
  Object.values(MODEL_FILES).map(async (name) => [name, await readFile(join(folder, name))] as const),
);
const model = decodeModel(new Map(files));

const server = createEndpoint(model);
const { port, host } = addressFrom(process.env);
server.listen(port, host, () => {
  const { version, k } = model;
  console.log(JSON.stringify({ message: 'listening', port: (server.address() as AddressInfo).port, version, k }));
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    server.close();
    server.closeIdleConnections();
  });
}
