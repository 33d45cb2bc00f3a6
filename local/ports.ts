/** Three origins, as in production, and one more port for the AWS services behind them. */
import { type AddressInfo, createServer } from 'node:net';
import { AppError } from '../core/errors.ts';

export type Ports = { web: number; api: number; storage: number; aws: number };

export const BASE_PORT = 4600;
/** Three more come behind the first. */
export const LAST_BASE_PORT = 65_532;

/** Four neighbouring ports. */
export function portsFrom(base: number): Ports {
  return { web: base, api: base + 1, storage: base + 2, aws: base + 3 };
}

/** Throws `PortInUse` naming the ports that another program has, and what to do. */
export async function requireFree(ports: Ports): Promise<void> {
  const wanted = Object.values(ports);
  const free = await Promise.all(wanted.map(isFree));
  const busy = wanted.filter((_, index) => !free[index]);
  if (busy.length === 0) return;
  const other = ports.web + 100 > LAST_BASE_PORT ? BASE_PORT : ports.web + 100;
  const which = busy.length === 1 ? `Port ${busy[0]} is` : `Ports ${busy.join(', ')} are`;
  const message = `${which} in use by another program. npm start -- --port ${other} uses others.`;
  throw new AppError('PortInUse', 409, message);
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
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
