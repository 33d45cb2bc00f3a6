/** Three origins, as in production, and one more port for the AWS services behind them. */
import { type AddressInfo, createServer } from 'node:net';

export type Ports = { web: number; api: number; storage: number; aws: number };

export const BASE_PORT = 4600;

/** Four neighbouring ports. */
export function portsFrom(base: number): Ports {
  return { web: base, api: base + 1, storage: base + 2, aws: base + 3 };
}

/** Four ports that nobody uses at the moment. */
export async function freePorts(): Promise<Ports> {
  const [web = 0, api = 0, storage = 0, aws = 0] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  return { web, api, storage, aws };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
