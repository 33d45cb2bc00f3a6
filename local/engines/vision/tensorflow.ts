/**
 * TensorFlow.js for the worker. The browser build of face-api carries a whole TensorFlow.js 4.22 (core, converter, wasm
 * backend), so none of the @tensorflow packages is loaded; only the compiled wasm kernels come from elsewhere.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { AppError } from '../../../core/errors.ts';
import { packageFolder } from '../package-files.ts';

/** The part of a tensor that is used here. */
export interface Tensor {
  readonly shape: readonly number[];
  data(): Promise<Float32Array>;
  dispose(): void;
}

export interface GraphModel {
  execute(input: Tensor, outputs: string): Tensor;
}

export interface TensorFlow {
  env(): { set(flag: string, value: boolean): void };
  setWasmPaths(folder: string): void;
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  tidy<T>(run: () => T): T;
  tensor3d(values: Float32Array, shape: readonly [number, number, number]): Tensor;
  tensor4d(values: Float32Array, shape: readonly [number, number, number, number]): Tensor;
  loadGraphModel(handler: unknown): Promise<GraphModel>;
  io: { fromMemory(artifacts: unknown): unknown; decodeWeights(data: ArrayBuffer, specs: unknown): unknown };
}

interface FaceNet {
  loadFromWeightMap(weights: unknown): void;
}

interface RelativeBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface FaceApi {
  readonly tf: TensorFlow;
  readonly env: { setEnv(env: unknown): void };
  readonly SsdMobilenetv1Options: new (options: { minConfidence: number; maxResults: number }) => unknown;
  readonly nets: {
    readonly ssdMobilenetv1: FaceNet & {
      locateFaces(
        input: Tensor,
        options: unknown,
      ): Promise<readonly { readonly score: number; readonly relativeBox: RelativeBox }[]>;
    };
    readonly faceExpressionNet: FaceNet & {
      predictExpressions(input: Tensor): Promise<Readonly<Record<string, number>>>;
    };
  };
}

function arrayBufferOf(bytes: Buffer): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}

/** Starts the wasm backend on one thread. Throws `VisionUnavailable` (500) where it does not start. */
export async function loadFaceApi(): Promise<FaceApi> {
  const file = join(packageFolder('@vladmandic/face-api'), 'dist', 'face-api.js');
  const fetchFile = async (path: unknown) =>
    new Response(readFileSync(String(path)), { headers: { 'content-type': 'application/wasm' } });
  // The build chooses its platform by these names: shadowed, it takes the browser's and asks `fetch` for the kernels.
  const scope = {
    process: undefined,
    WorkerGlobalScope: class {},
    importScripts: () => undefined,
    fetch: fetchFile,
    self: { location: { href: 'file:///' }, fetch: fetchFile },
  };
  const run = compileFunction(`${readFileSync(file, 'utf8')}\nreturn faceapi;`, Object.keys(scope), { filename: file });
  const faceApi = run(...Object.values(scope)) as FaceApi;

  const { tf } = faceApi;
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  tf.setWasmPaths(`${join(packageFolder('@tensorflow/tfjs-backend-wasm', '@tensorflow/tfjs'), 'wasm-out')}/`);
  if (!(await tf.setBackend('wasm'))) {
    throw new AppError('VisionUnavailable', 500, 'The picture models could not be started: no wasm backend.');
  }
  await tf.ready();

  // Only tensors are ever passed in; the classes below are what its instance checks compare with.
  const unused = class {};
  const refuse = () => {
    throw new AppError('VisionUnavailable', 500, 'The face model asked for a browser element.');
  };
  faceApi.env.setEnv({
    Canvas: unused,
    CanvasRenderingContext2D: unused,
    Image: unused,
    ImageData: unused,
    Video: unused,
    createCanvasElement: refuse,
    createImageElement: refuse,
    createVideoElement: refuse,
    fetch: fetchFile,
    readFile: refuse,
  });
  return faceApi;
}

interface GraphModelJson {
  modelTopology: unknown;
  weightsManifest: { weights: unknown[] }[];
  [key: string]: unknown;
}

/** Loads a converted graph model from its JSON and its concatenated weights. */
export function loadGraph(tf: TensorFlow, model: GraphModelJson, weights: Buffer): Promise<GraphModel> {
  const { weightsManifest, ...rest } = model;
  const weightSpecs = weightsManifest.flatMap((group) => group.weights);
  return tf.loadGraphModel(tf.io.fromMemory({ ...rest, weightSpecs, weightData: arrayBufferOf(weights) }));
}

/** Fills one of face-api's nets from the weights in its package. */
export function loadFaceNet(tf: TensorFlow, net: FaceNet, name: string): void {
  const folder = join(packageFolder('@vladmandic/face-api'), 'model');
  const manifest = JSON.parse(readFileSync(join(folder, `${name}-weights_manifest.json`), 'utf8')) as {
    weights: unknown[];
  }[];
  const weights = arrayBufferOf(readFileSync(join(folder, `${name}.bin`)));
  net.loadFromWeightMap(
    tf.io.decodeWeights(
      weights,
      manifest.flatMap((group) => group.weights),
    ),
  );
}

/** A model that a package ships as CommonJS modules of JSON and base64. */
export function readBundledModel(folder: string, shards: number): { model: GraphModelJson; weights: Buffer } {
  const require = createRequire(join(folder, 'index.js'));
  const read = (name: string) => {
    const module = require(join(folder, name)) as { default?: unknown };
    return module.default ?? module;
  };
  const parts = Array.from({ length: shards }, (_, index) =>
    Buffer.from(read(`group1-shard${index + 1}of${shards}.min.js`) as string, 'base64'),
  );
  return { model: read('model.min.js') as GraphModelJson, weights: Buffer.concat(parts) };
}
