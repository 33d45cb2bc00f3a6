/** Three origins, as in production, and one more port for the AWS services behind them. */
export type Ports = { web: number; api: number; storage: number; aws: number };

export const BASE_PORT = 4600;

/** Four neighbouring ports; from null, any free ones. */
export function portsFrom(base: number | null): Ports {
  return base === null
    ? { web: 0, api: 0, storage: 0, aws: 0 }
    : { web: base, api: base + 1, storage: base + 2, aws: base + 3 };
}
