/** Three origins, as in production, and one more port for the AWS services behind them. */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
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

/** Where ports are picked: below those that systems give to connections of their own, and above the usual services. */
const PICKED = { from: 10_000, to: 32_000 } as const;

/**
 * Four ports that nobody uses at the moment, picked at random: two clouds that start at once hardly ever pick the same, and no
 * connection that opens meanwhile gets one of them.
 */
export async function freePorts(): Promise<Ports> {
  const picked = new Set<number>();
  while (picked.size < 4) {
    const port = randomInt(PICKED.from, PICKED.to);
    if (!picked.has(port) && (await isFree(port))) picked.add(port);
  }
  const [web, api, storage, aws] = [...picked] as [number, number, number, number];
  return { web, api, storage, aws };
}
