declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** Times are how long tables stay in their passing states. */
  export default function dynalite(options: {
    path: string;
    createTableMs: number;
    deleteTableMs: number;
    updateTableMs: number;
  }): Server;
}
