/** The models that are fetched, not packaged: each pinned to exact bytes. */

/** `small`: fetched by `npm start` itself. `rich`: fetched only when somebody asks for it. */
export const MODEL_SETS = ['small', 'rich'] as const;
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
    gives: 'scenes and moods in words; no engine reads it yet',
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
];

export const modelsOf = (set: ModelSet): Model[] => MODELS.filter((model) => model.set === set);

export const modelNamed = (name: string): Model | undefined => MODELS.find((model) => model.name === name);
