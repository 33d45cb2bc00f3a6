/** Time on the clock, and of the processor: on a machine with other work the former tells mostly of that. */
export interface Times {
  readonly ms: number;
  /** Of this thread. */
  readonly processorMs: number;
}

/** Begins now; the returned function gives what has passed. */
export function stopwatch(): () => Times {
  const processor = process.threadCpuUsage();
  const began = performance.now();
  return () => {
    const ms = performance.now() - began;
    const { user, system } = process.threadCpuUsage(processor);
    return { ms, processorMs: (user + system) / 1000 };
  };
}
