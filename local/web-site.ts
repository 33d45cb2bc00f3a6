// TEMPORARY until web.ts is there.
export async function serveWeb(_a: unknown, _p: number): Promise<{ close: () => Promise<void> }> {
  return { close: async () => {} };
}
