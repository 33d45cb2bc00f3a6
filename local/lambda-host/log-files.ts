import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { LogSink } from './types.ts';

/** A file that would grow beyond this is set aside as `<name>.log.1`, replacing the one before. */
const DEFAULT_MAX_BYTES = 5 * 1024 * 1024;

/** One log file a function, at most two files' worth each. */
export interface LogFiles {
  sink: LogSink;
  /** Path of the function's log file; it exists once the function has written something. */
  pathOf(functionName: string): string;
  close(): void;
}

/**
 * Writes each function's lines to `<folder>/<functionName>.log`, every line with its UTC time. Writes are synchronous:
 * lines are few, and those just before a crash are the ones that matter.
 */
export function createLogFiles(folder: string, options: { maxBytes?: number; now?: () => number } = {}): LogFiles {
  const { maxBytes = DEFAULT_MAX_BYTES, now = Date.now } = options;
  const open = new Map<string, { descriptor: number; size: number }>();
  const pathOf = (functionName: string) => join(folder, `${functionName.replace(/[^\w-]/g, '_')}.log`);
  const openFile = (path: string) => {
    const descriptor = openSync(path, 'a');
    return { descriptor, size: fstatSync(descriptor).size };
  };
  mkdirSync(folder, { recursive: true });
  return {
    pathOf,
    sink({ functionName, instanceId, stream, line }) {
      const path = pathOf(functionName);
      const text = `${new Date(now()).toISOString()} ${instanceId.slice(0, 8)} ${stream} ${line}\n`;
      let file = open.get(path) ?? openFile(path);
      if (file.size > 0 && file.size + Buffer.byteLength(text) > maxBytes) {
        closeSync(file.descriptor);
        renameSync(path, `${path}.1`);
        file = openFile(path);
      }
      file.size += writeSync(file.descriptor, text);
      open.set(path, file);
    },
    close() {
      for (const { descriptor } of open.values()) closeSync(descriptor);
      open.clear();
    },
  };
}
