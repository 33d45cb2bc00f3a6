/** HEIC photos, in browsers that cannot open them by themselves: decoded in a worker that is fetched for it. */

/** What the worker answers; null for a file that it cannot decode. */
export type HeicAnswer = { picture: ImageData | null };

/** The photo upright, as its file says; null where it cannot be decoded. */
export function decodeHeic(file: Blob): Promise<ImageBitmap | null> {
  return new Promise((resolve) => {
    const worker = new Worker('/heic/worker.js');
    const end = (result: ImageBitmap | null) => {
      // A decoded photo takes 50 MB and more, which ends with the worker.
      worker.terminate();
      resolve(result);
    };
    worker.onerror = () => end(null);
    worker.onmessage = async ({ data }: MessageEvent<HeicAnswer>) =>
      end(data.picture ? await createImageBitmap(data.picture).catch(() => null) : null);
    file.arrayBuffer().then(
      (bytes) => worker.postMessage(bytes, [bytes]),
      () => end(null),
    );
  });
}
