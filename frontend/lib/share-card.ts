/** Draws the card for stories: the photo, its title and its first song, in the recap's own inks. */
import { sentenceCase } from './format';
import type { Inks } from './inks';
import { strings } from './strings';

export const CARD = { width: 1080, height: 1920 } as const;
/** Apps lay their own buttons over the top and bottom of a story; nothing that matters goes there. */
const SAFE = { top: 150, bottom: 250 };
const OBI = 132;
const RULE = 6;
const PAGE = 60;

export type CardContent = {
  imageUrl: string | null;
  title: string;
  mood: string;
  song: { title: string; artist: string } | null;
  inks: Pick<Inks, 'lightGround' | 'lightInk'>;
};

/** A PNG of 1080 x 1920. Throws where the picture cannot be read. */
export async function drawCard({ imageUrl, title, mood, song, inks }: CardContent): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = CARD.width;
  canvas.height = CARD.height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error(strings.share.failed);
  await Promise.all([font(800, 100, 'condensed'), font(700, 60, 'semi')].map((face) => document.fonts.load(face)));
  const { lightGround: ground, lightInk: ink } = inks;
  context.fillStyle = ground;
  context.fillRect(0, 0, CARD.width, CARD.height);
  context.textBaseline = 'alphabetic';

  const songLines = song ? fitLines(context, song.title, { most: 2, sizes: [76, 64, 52], width: 'semi' }) : null;
  const titleLines = fitLines(context, title, { most: 3, sizes: [190, 160, 136, 112, 92, 76], width: 'condensed' });
  const songHeight = songLines ? songLines.lines.length * songLines.size * 1.08 + 80 : 0;
  const titleHeight = titleLines.lines.length * titleLines.size * 0.92;
  const bottom = CARD.height - SAFE.bottom;
  const photoBottom = bottom - songHeight - titleHeight - PAGE * 2;

  if (imageUrl) await drawPhoto(context, imageUrl, { x: OBI, y: 0, width: CARD.width - OBI, height: photoBottom });
  context.fillStyle = ink;
  context.fillRect(OBI - RULE, 0, RULE, CARD.height);
  context.fillRect(OBI, photoBottom - RULE, CARD.width - OBI, RULE);
  drawObi(context, mood, ink);

  let y = photoBottom + PAGE;
  context.font = font(800, titleLines.size, 'condensed');
  for (const line of titleLines.lines) {
    y += titleLines.size * 0.92;
    context.fillText(line, OBI + PAGE, y - titleLines.size * 0.12);
  }
  if (song && songLines) {
    y += PAGE;
    context.font = font(700, songLines.size, 'semi');
    for (const line of songLines.lines) {
      y += songLines.size * 1.08;
      context.fillText(line, OBI + PAGE, y - songLines.size * 0.2);
    }
    context.font = font(500, 50, 'normal');
    context.fillText(clip(context, song.artist, CARD.width - OBI - PAGE * 2), OBI + PAGE, y + 46);
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error(strings.share.failed))), 'image/png'),
  );
}

type Width = 'condensed' | 'semi' | 'normal';
/** A canvas takes widths by keyword only. */
const STRETCH: Record<Width, string> = { condensed: 'ultra-condensed', semi: 'semi-condensed', normal: 'normal' };
const font = (weight: number, size: number, width: Width) =>
  `${weight} ${STRETCH[width]} ${size}px "Archivo Variable", sans-serif`;

type Box = { x: number; y: number; width: number; height: number };

/** As `object-fit: cover` would. */
async function drawPhoto(context: CanvasRenderingContext2D, url: string, box: Box): Promise<void> {
  const reply = await fetch(url);
  if (!reply.ok) throw new Error(strings.share.failed);
  const picture = await createImageBitmap(await reply.blob());
  const scale = Math.max(box.width / picture.width, box.height / picture.height);
  const width = box.width / scale;
  const height = box.height / scale;
  context.imageSmoothingQuality = 'high';
  const left = (picture.width - width) / 2;
  const top = (picture.height - height) / 2;
  context.drawImage(picture, left, top, width, height, box.x, box.y, box.width, box.height);
  picture.close();
}

function drawObi(context: CanvasRenderingContext2D, mood: string, ink: string): void {
  context.save();
  context.fillStyle = ink;
  context.translate(OBI / 2 - RULE / 2, SAFE.top);
  context.rotate(Math.PI / 2);
  context.textBaseline = 'middle';
  context.font = font(700, 50, 'semi');
  context.fillText(sentenceCase(mood), 0, 0);
  context.textAlign = 'right';
  context.font = font(600, 38, 'normal');
  context.fillText(strings.share.made, CARD.height - SAFE.top - SAFE.bottom, 0);
  context.restore();
}

type Fit = { most: number; sizes: readonly number[]; width: Width };

/** The largest size at which the text takes at most so many lines; the last line is clipped where none does. */
function fitLines(context: CanvasRenderingContext2D, text: string, { most, sizes, width }: Fit) {
  const room = CARD.width - OBI - PAGE * 2;
  for (const size of sizes) {
    context.font = font(width === 'condensed' ? 800 : 700, size, width);
    const lines = wrap(context, text, room);
    if (lines.length <= most && lines.every((line) => context.measureText(line).width <= room)) return { size, lines };
  }
  const lines = wrap(context, text, room);
  const kept = [...lines.slice(0, most - 1), lines.slice(most - 1).join(' ')];
  return { size: sizes.at(-1) ?? 0, lines: kept.map((line) => clip(context, line, room)) };
}

function wrap(context: CanvasRenderingContext2D, text: string, room: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && context.measureText(longer).width <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function clip(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text;
  const letters = [...text];
  while (letters.length > 1 && context.measureText(`${letters.join('')}…`).width > room) letters.pop();
  return `${letters.join('')}…`;
}
