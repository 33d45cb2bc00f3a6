/** The models that are fetched, not packaged: each pinned to exact bytes. */

/**
 * `small`: fetched by `npm start` itself. `rich`, `voice`: fetched only when somebody asks for them. No neural voice is pinned
 * yet: its address, length and hash have to be seen first.
 */
export const MODEL_SETS = ['small', 'rich', 'voice'] as const;
export type ModelSet = (typeof MODEL_SETS)[number];

export interface Model {
  /** File name in the models' folder. */
  readonly name: string;
  readonly set: ModelSet;
  readonly url: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly licence: string;
  /** What the product gains by it. */
  readonly gives: string;
}

const BUCKET = 'https://storage.googleapis.com/mediapipe-assets';
const TINY_CLIP =
  'https://huggingface.co/onnx-community/TinyCLIP-ViT-8M-16-Text-3M-YFCC15M-ONNX/resolve/9463a9c508a344c837ffefe9d724f3827bf2dc79';

const CLIP = 'https://huggingface.co/Xenova/clip-vit-base-patch32/resolve/d15189d7028b43f1d3e65039190477f6af591c2a';

export const OBJECT_LABELER = 'object_labeler.tflite';
export const IMAGENET = 'mobilenet_v2_1.0_224_quant.tflite';

export const MODELS: readonly Model[] = [
  {
    name: OBJECT_LABELER,
    set: 'small',
    url: `${BUCKET}/mobile_object_labeler_v1.tflite?generation=1666144701839813`,
    bytes: 3_770_391,
    sha256: '9400671e04685f5277edd3052a311cc51533de9da94255c52ebde1e18484c77c',
    licence: 'Apache-2.0',
    gives: 'labels for everyday things, plants and food (631 kinds)',
  },
  {
    name: IMAGENET,
    set: 'small',
    url: `${BUCKET}/mobilenet_v2_1.0_224_quant.tflite?generation=1664340173966530`,
    bytes: 3_577_760,
    sha256: 'f08d447cde49b4e0446428aa921aff0a14ea589fa9c5817b31f83128e9a43c1d',
    licence: 'Apache-2.0',
    gives: 'labels for animals, landscapes, buildings and vehicles (1000 kinds)',
  },
  {
    name: 'tinyclip.onnx',
    set: 'rich',
    url: `${TINY_CLIP}/onnx/model_quantized.onnx`,
    bytes: 24_281_512,
    sha256: '10921310ddef06557ec1598d1260470a0a4db53f70ffe0deb60b946dcad6d27a',
    licence: 'MIT',
    gives: 'scenes, happenings and moods by some 320 descriptions',
  },
  {
    name: 'tinyclip-tokenizer.json',
    set: 'rich',
    url: `${TINY_CLIP}/tokenizer.json`,
    bytes: 3_642_073,
    sha256: '6d9109cc838977f3ca94a379eec36aecc7c807e1785cd729660ca2fc0171fb35',
    licence: 'MIT',
    gives: 'the words of tinyclip.onnx',
  },
  {
    name: 'clip-vision.onnx',
    set: 'rich',
    url: `${CLIP}/onnx/vision_model_quantized.onnx`,
    bytes: 89_117_001,
    sha256: '583fd1110a514667812fee7d684952aaf82a99b959760c8d7dca7e0ab9839299',
    licence: 'MIT',
    gives: 'the same, seen by a larger model (CLIP ViT-B/32)',
  },
  {
    name: 'clip-text.onnx',
    set: 'rich',
    url: `${CLIP}/onnx/text_model_quantized.onnx`,
    bytes: 64_504_507,
    sha256: '73baab855d406190da9faa498cfedf65f15cf309f4cc7385b7b032e6d08e5c3a',
    licence: 'MIT',
    gives: 'the descriptions for clip-vision.onnx',
  },
  {
    name: 'clip-tokenizer.json',
    set: 'rich',
    url: `${CLIP}/tokenizer.json`,
    bytes: 2_224_119,
    sha256: 'f7f3b7af117d467b58374797691a6438d3e6b9e9cef800dfd5dced7f697a90cd',
    licence: 'MIT',
    gives: 'the words of clip-text.onnx',
  },
];

/** The files that make a CLIP-like model; `vision` and `text` are one file where it holds both. */
export interface ClipFamily {
  readonly name: 'clip-vit-b-32' | 'tinyclip';
  readonly files: { readonly vision: string; readonly text: string; readonly tokenizer: string };
}

/** The better one first. */
export const CLIP_FAMILIES: readonly ClipFamily[] = [
  {
    name: 'clip-vit-b-32',
    files: { vision: 'clip-vision.onnx', text: 'clip-text.onnx', tokenizer: 'clip-tokenizer.json' },
  },
  { name: 'tinyclip', files: { vision: 'tinyclip.onnx', text: 'tinyclip.onnx', tokenizer: 'tinyclip-tokenizer.json' } },
];

/** The neural voice whose files the table pins; null as long as it pins none. */
export const NEURAL_VOICE: { model: Model; tokenizer: Model; style: Model } | null = null;

export const modelsOf = (set: ModelSet): Model[] => MODELS.filter((model) => model.set === set);

export const modelNamed = (name: string): Model | undefined => MODELS.find((model) => model.name === name);
