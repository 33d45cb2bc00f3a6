/**
 * What an installation for running never reads, and its removal. Packages bring far more than this project loads of
 * them: a run takes well under 600 MB instead of about 1 GB.
 */
import { readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Path globs below node_modules (`*` within a name, `**` across folders, `{a,b}`,
 * `!(a)` any beginning but a), each with the reason. */
export const NEVER_READ = [
  { path: '**/*.map', why: 'source maps: only a debugger opens them' },
  { path: '**/*.d.{ts,mts,cts}', why: 'types: only the compiler opens them, and it comes with the tests' },
  { path: 'node/node_modules/node-*/{include,share}/**', why: 'C headers and manuals of Node.js' },
  {
    path: 'aws-cdk-lib/{.jsii*.gz,rosetta/**}',
    why: 'the description that other languages’ CDK bindings are made from',
  },
  { path: '@aws-cdk/asset-awscli-v1/lib/*.zip', why: 'the AWS CLI as a Lambda layer, which no stack here uses' },
  { path: 'nsfwjs/dist/{browser,esm}/**', why: 'nsfwjs’ own code: its model is run directly' },
  { path: 'nsfwjs/dist/models/{inception_v3,mobilenet_v2}/**', why: 'models other than mobilenet_v2_mid' },
  { path: '@tensorflow/{tfjs-core,tfjs-backend-cpu}/**', why: 'TensorFlow.js comes inside @vladmandic/face-api' },
  { path: '@tensorflow/tfjs/dist/**', why: 'of the wasm backend only the kernels in wasm-out are loaded' },
  { path: '@vladmandic/human/{assets,demo,dist,src,test,tfjs,types,wiki}/**', why: 'of Human only a model is used' },
  { path: '@vladmandic/human/models/!(centernet)*', why: 'models other than CenterNet' },
  { path: '@vladmandic/face-api/{src,test,build}/**', why: 'sources and tests' },
  {
    path: '@vladmandic/face-api/dist/*{.esm,.esm-nobundle,.node,.node-gpu,.node-wasm}.js',
    why: 'builds other than face-api.js',
  },
  {
    path: '@litertjs/core/wasm/litert_wasm_{compat,jspi,threaded}_internal.{js,wasm}',
    why: 'builds of LiteRT other than the plain one: 28 MB',
  },
  {
    path: 'onnxruntime-web/dist/ort{,.all,.bundle,.all.bundle,.jspi,.jspi.bundle,.wasm,.wasm.bundle,.webgl,.webgpu,.webgpu.bundle}{,.min}.{js,mjs}',
    why: 'builds of ONNX Runtime other than the one for Node',
  },
  {
    path: 'onnxruntime-web/dist/ort-wasm-simd-threaded.{asyncify,jsep,jspi}.{mjs,wasm}',
    why: 'ONNX Runtime on graphics hardware: 72 MB',
  },
  { path: 'onnxruntime-web/{docs,lib}/**', why: 'sources that the built files stand for' },
  { path: 'next/dist/{docs,bundle-analyzer}/**', why: 'Next’s handbook and its bundle analyser page' },
  { path: 'next/dist/compiled/next-server/*.dev.js', why: 'the development server; the pages are built, then served' },
  { path: 'next/dist/compiled/react*-experimental/**', why: 'React’s experimental channel, which no page asks for' },
  { path: 'zod/src/**', why: 'sources that the built files stand for' },
  { path: 'classic-level/deps/**', why: 'C++ sources; the prebuilt binary is used' },
];

const GLOB_TOKENS = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '{': '(?:', ',': '|', '}': ')' };

/** Kept wherever they lie: npm needs the first, licences ask for the others. */
const ALWAYS_KEPT = /^(package\.json|licen[cs]e.*|notice.*|copying.*)$/i;

/** Removes what is never read; returns the bytes it took. `folder` is node_modules. */
export function trim(folder) {
  const rules = NEVER_READ.map(({ path }) => globToRegExp(path));
  let freed = 0;
  const visit = (relative) => {
    let left = 0;
    for (const entry of readdirSync(join(folder, relative), { withFileTypes: true })) {
      const path = relative === '' ? entry.name : `${relative}/${entry.name}`;
      if (entry.isDirectory()) {
        left += visit(path);
      } else if (entry.isFile() && !ALWAYS_KEPT.test(entry.name) && rules.some((rule) => rule.test(path))) {
        freed += occupied(statSync(join(folder, path)));
        rmSync(join(folder, path));
      } else {
        left += 1;
      }
    }
    if (left === 0 && relative !== '') rmdirSync(join(folder, relative));
    return left;
  };
  visit('');
  return freed;
}

/** Bytes that a folder takes on the disk; a file with several names counts once, a missing folder is empty. */
export function occupiedBytes(folder) {
  const seen = new Set();
  const visit = (path) => {
    let sum = 0;
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const inner = join(path, entry.name);
      if (entry.isDirectory()) {
        sum += occupied(statSync(inner)) + visit(inner);
      } else if (entry.isFile()) {
        const stats = statSync(inner);
        if (stats.nlink > 1 && seen.has(stats.ino)) continue;
        if (stats.nlink > 1) seen.add(stats.ino);
        sum += occupied(stats);
      }
    }
    return sum;
  };
  try {
    return visit(folder);
  } catch (error) {
    if (error.code === 'ENOENT') return 0;
    throw error;
  }
}

function occupied(stats) {
  return stats.blocks === undefined ? stats.size : stats.blocks * 512;
}

/** A glob of the table as a pattern for whole paths; `!(name)` stands for any beginning but that one. */
export function globToRegExp(glob) {
  const source = glob.replace(/\*\*\/|\*\*|\*|!\(([^)]*)\)|[{},.+^$()|[\]\\]/g, (token, unwanted) => {
    if (unwanted !== undefined) return `(?!${unwanted})`;
    return GLOB_TOKENS[token] ?? `\\${token}`;
  });
  return new RegExp(`^${source}$`);
}
