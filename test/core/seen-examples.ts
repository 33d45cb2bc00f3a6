/** Labels, properties and faces for tests of the reading and the story. */
import type { Face, ImageProperties, Label, Moderation } from '../../core/contracts/pipeline.ts';
import { type MoodInput, readMood } from '../../core/mood.ts';
import { writeStory } from '../../core/story/writer.ts';

export function label(name: string, confidence = 0.9, more: Partial<Label> = {}): Label {
  return { name, confidence, parents: [], categories: [], instances: [], ...more };
}

/** "Dog, Couch:0.6" as labels. */
export function labels(list: string): Label[] {
  return list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .map((item) => {
      const [name, confidence = '0.9'] = item.split(':');
      return label(name!, Number(confidence));
    });
}

export function boxes(count: number, size = 0.3): Label['instances'] {
  return Array.from({ length: count }, () => ({
    confidence: 0.9,
    box: { left: 0, top: 0, width: size, height: size },
  }));
}

export const PLAIN_LIGHT: ImageProperties = { brightness: 50, sharpness: 50, contrast: 45, colours: [] };
export const NOTHING_FOUND: Moderation = { refused: false, reasons: [] };

export function seen(list: string, caption: string | null = null, more: Partial<MoodInput> = {}): MoodInput {
  return { caption, labels: labels(list), properties: PLAIN_LIGHT, faces: [], moderation: NOTHING_FOUND, ...more };
}

export function face(emotions: Record<string, number>, area = 0.1, smile: number | null = null): Face {
  return { area, smile, emotions };
}

export function storyOf(
  list: string,
  caption: string | null = null,
  seed: number | string = 1,
  more: Partial<MoodInput> = {},
) {
  const input = seen(list, caption, more);
  const reading = readMood(input);
  return { reading, story: writeStory({ ...input, reading, seed }) };
}
