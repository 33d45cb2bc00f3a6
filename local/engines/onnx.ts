/** ONNX Runtime on WebAssembly: no native code to install, and the same on every machine. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { InferenceSession } from 'onnxruntime-web';
import { packageFolder } from './package-files.ts';

export type OnnxRuntime = typeof import('onnxruntime-web');
export type { InferenceSession };

let loading: Promise<OnnxRuntime> | undefined;

/** Loads the runtime once; later calls share it. Two threads: a laptop has other things to do. */
export function loadOnnxRuntime(): Promise<OnnxRuntime> {
  loading ??= import('onnxruntime-web').then((runtime) => {
    runtime.env.wasm.numThreads = 1;
    runtime.env.wasm.wasmPaths = pathToFileURL(join(packageFolder('onnxruntime-web'), 'dist', '/')).href;
    runtime.env.logLevel = 'error';
    return runtime;
  });
  return loading;
}

/** Throws what the runtime throws where the bytes are no ONNX model it can run. */
export async function openModel(bytes: Uint8Array): Promise<InferenceSession> {
  const runtime = await loadOnnxRuntime();
  return runtime.InferenceSession.create(bytes, { executionProviders: ['wasm'], graphOptimizationLevel: 'all' });
}
