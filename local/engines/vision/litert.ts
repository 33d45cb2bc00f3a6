/**
 * LiteRT for the worker: runs TensorFlow Lite models on WebAssembly. The package is written for browsers; the few names
 * of a browser's worker that its loader asks for exist only while it loads.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';
import type { CompiledModel } from '@litertjs/core';
import { packageFolder } from '../package-files.ts';

type LiteRt = typeof import('@litertjs/core');

/** A model with one 8-bit picture as input and one row of 8-bit numbers as output. */
export interface Classifier {
  /** `pixels`: RGB, row by row, as many as the model takes. */
  run(pixels: Uint8Array<ArrayBuffer>): Promise<Uint8Array>;
}

let loading: Promise<LiteRt> | undefined;

/** Loads the runtime once; later calls share it. */
export function loadLiteRt(): Promise<LiteRt> {
  loading ??= load();
  return loading;
}

async function load(): Promise<LiteRt> {
  const folder = packageFolder('@litertjs/core');
  // The package's own notes about absent graphics hardware are nobody's concern here.
  const quiet = { ...console, log: () => undefined, warn: () => undefined, error: () => undefined };
  const importScripts = (file: string) => {
    const source = `${readFileSync(file, 'utf8')}\nreturn ModuleFactory;`;
    const scope = { console: quiet, require: createRequire(file), __filename: file, __dirname: dirname(file) };
    const run = compileFunction(source, Object.keys(scope), { filename: file });
    Object.assign(globalThis, { ModuleFactory: run(...Object.values(scope)) });
  };
  const noGraphics = {
    requestAdapter: async () => ({ limits: {}, features: new Set(), requestDevice: async () => null }),
  };
  const borrowed = { importScripts, self: globalThis };
  Object.assign(globalThis, borrowed);
  Object.defineProperty(navigator, 'gpu', { value: noGraphics, configurable: true });
  try {
    const liteRt = await import('@litertjs/core');
    await liteRt.loadLiteRt(join(folder, 'wasm', 'litert_wasm_internal.js'));
    return liteRt;
  } finally {
    for (const name of [...Object.keys(borrowed), 'ModuleFactory', 'Module']) Reflect.deleteProperty(globalThis, name);
    Reflect.deleteProperty(navigator, 'gpu');
  }
}

/** Compiles a model. Throws where the bytes are no TensorFlow Lite model. */
export async function loadClassifier(bytes: Uint8Array<ArrayBuffer>, shape: readonly number[]): Promise<Classifier> {
  const liteRt = await loadLiteRt();
  const model: CompiledModel = await liteRt.loadAndCompile(bytes, { accelerator: 'wasm' });
  return {
    async run(pixels) {
      const input = new liteRt.Tensor(pixels, [...shape]);
      const outputs = await model.run(input);
      try {
        // A copy: the tensor's own memory is freed below.
        return Uint8Array.from((await outputs[0]!.data()) as Uint8Array);
      } finally {
        input.delete();
        for (const output of outputs) output.delete();
      }
    },
  };
}
