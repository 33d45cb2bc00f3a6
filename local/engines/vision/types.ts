/** What the vision engine reports. Confidences are 0..100 as Rekognition gives them, boxes are shares of the picture. */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** An upright picture, decoded to 8-bit RGB without padding. */
export interface Picture {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export interface SeenInstance {
  readonly confidence: number;
  readonly box: Box;
}

export interface SeenLabel {
  readonly name: string;
  readonly confidence: number;
  /** Broader labels, nearest first. */
  readonly parents: readonly string[];
  readonly categories: readonly string[];
  readonly instances: readonly SeenInstance[];
}

export interface SeenColour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  /** `#rrggbb`. */
  readonly hex: string;
  /** One of the few everyday colour names. */
  readonly simplified: string;
  /** Nearest named colour of CSS. */
  readonly css: string;
  /** Share of the looked-at pixels, 0..100. */
  readonly pixelPercent: number;
}

/** Each 0..100. */
export interface Quality {
  readonly brightness: number;
  readonly sharpness: number;
  readonly contrast: number;
}

export interface Region {
  readonly quality: Quality;
  readonly colours: readonly SeenColour[];
}

export interface ImageProperties extends Region {
  /** What the boxes of the things seen enclose; null where nothing was located or it fills the picture. */
  readonly foreground: Region | null;
  readonly background: Region;
}

export interface SeenLabels {
  readonly labels: readonly SeenLabel[];
  readonly properties: ImageProperties;
}

/** Rekognition's names of the emotions the engine tells apart. */
export const EMOTIONS = ['HAPPY', 'CALM', 'SAD', 'ANGRY', 'SURPRISED', 'FEAR', 'DISGUSTED'] as const;
export type Emotion = (typeof EMOTIONS)[number];

export interface SeenFace {
  readonly box: Box;
  readonly confidence: number;
  /** Adds up to 100. */
  readonly emotions: Readonly<Record<Emotion, number>>;
  readonly smile: { readonly value: boolean; readonly confidence: number };
  readonly quality: Omit<Quality, 'contrast'>;
}

/** A finding in Rekognition's moderation taxonomy, version 7. `parent` is empty at the top level. */
export interface SeenModeration {
  readonly name: string;
  readonly parent: string;
  readonly level: number;
  readonly confidence: number;
}
