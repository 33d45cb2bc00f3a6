/** Fetched models that may arrive while the engine runs already. */
export interface ArrivingModels<M> {
  /** The models, loaded when they are there; null where they are not, or cannot be used. */
  current(): Promise<M | null>;
}

/** Watches a folder for models; null is a folder that holds none. A failure to load is told once and not tried again. */
export function awaitModels<M>(
  folder: string | null,
  { present, load }: { present: (folder: string) => boolean; load: (folder: string) => Promise<M | null> },
): ArrivingModels<M> {
  let loading: Promise<M | null> | undefined;
  return {
    current: async () => {
      if (folder === null || (!loading && !present(folder))) return null;
      // The packaged models answer alone.
      loading ??= load(folder).catch((error: unknown) => {
        process.stderr.write(`The picture models in ${folder} cannot be used: ${String(error)}\n`);
        return null;
      });
      return loading;
    },
  };
}
