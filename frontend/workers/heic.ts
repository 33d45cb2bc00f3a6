/**
 * Decodes one HEIC photo off the page's thread. libheif lies beside this file as its makers built it (LGPL: it can be
 * exchanged for another build), and is fetched only when a photo needs it. A worker has the host's policy alone, which
 * lets WebAssembly be compiled; the pages do not.
 */
import type { HeicAnswer } from '../lib/heic';

type HeifImage = {
  get_width(): number;
  get_height(): number;
  display(into: ImageData, done: (filled: ImageData | null) => void): void;
};
type LibHeif = { HeifDecoder: new () => { decode(file: ArrayBuffer): HeifImage[] } };

declare const self: {
  libheif(options: { wasmBinary: ArrayBuffer; onRuntimeInitialized(): void; print(): void }): LibHeif;
  importScripts(address: string): void;
  onmessage: ((event: MessageEvent<ArrayBuffer>) => void) | null;
  postMessage(answer: HeicAnswer, transfer?: Transferable[]): void;
};

self.onmessage = async ({ data }) => {
  try {
    const picture = await decode(data);
    self.postMessage({ picture }, [picture.data.buffer]);
  } catch {
    self.postMessage({ picture: null });
  }
};

async function decode(file: ArrayBuffer): Promise<ImageData> {
  const reply = await fetch('/heic/libheif.wasm');
  if (!reply.ok) throw new Error('The decoder did not come.');
  const wasmBinary = await reply.arrayBuffer();
  self.importScripts('/heic/libheif.js');
  const library = await new Promise<LibHeif>((resolve) => {
    const made = self.libheif({
      wasmBinary,
      print: () => undefined,
      // Called while the function above still runs where the module could be compiled at once.
      onRuntimeInitialized: () => queueMicrotask(() => resolve(made)),
    });
  });
  // The first picture is the one that a phone shows; later ones are bursts.
  const [image] = new library.HeifDecoder().decode(file);
  if (!image) throw new Error('There is no picture in it.');
  const picture = new ImageData(image.get_width(), image.get_height());
  return new Promise((resolve, reject) => {
    image.display(picture, (filled) => (filled ? resolve(filled) : reject(new Error('It cannot be decoded.'))));
  });
}
