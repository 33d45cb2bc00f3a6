/** How long after its upload a photo's first labels and first song stand on the screen, timed by the page itself. */
import type { BrowserContext } from 'playwright-core';
import { strings } from '../../frontend/lib/strings.ts';
import { SAMPLE_PHOTO } from '../../test/contract/photos.ts';
import { percentile } from '../percentiles.ts';
import { unseenPhoto } from '../unseen-photo.ts';

export type FirstFindings = {
  /** From the end of the upload, medians. */
  firstLabelsMs: number;
  firstSongMs: number;
  /** Where the last recap is. */
  recapUrl: string;
};

/** Notes when a text first stands on the page. A finished recap shows both labels and songs. */
const WATCH = `(() => {
  const texts = ${JSON.stringify({
    labels: [strings.progress.seen, strings.recap.play],
    song: [strings.progress.firstSongs, strings.recap.play],
  })};
  const shown = (globalThis.shownAt = {});
  new MutationObserver(() => {
    const main = document.querySelector('main')?.textContent ?? '';
    for (const [name, any] of Object.entries(texts)) {
      if (!(name in shown) && any.some((text) => main.includes(text))) shown[name] = performance.now();
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
})()`;

/** Sends photos that this cloud has not seen, one after another, as a person does. A guest may make three recaps. */
export async function firstFindings(
  browser: BrowserContext,
  { webUrl, storageUrl }: { webUrl: string; storageUrl: string },
  runs: number,
): Promise<FirstFindings> {
  const labels: number[] = [];
  const songs: number[] = [];
  let recapUrl = '';
  for (let run = 0; run < runs; run++) {
    const page = await browser.newPage();
    await page.addInitScript(WATCH);
    await page.goto(webUrl);
    const photo = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await unseenPhoto(SAMPLE_PHOTO, run) };
    await page.getByTestId('chooser').setInputFiles(photo);
    await page.getByRole('button', { name: strings.home.submit }).click();
    await page.getByRole('button', { name: strings.recap.play }).waitFor({ timeout: 120_000 });
    const times = await page.evaluate<{ sent: number; labels: number; song: number }>(`({ ...globalThis.shownAt,
      sent: performance.getEntriesByType('resource').find(({ name, initiatorType }) =>
        initiatorType === 'fetch' && name.startsWith(${JSON.stringify(storageUrl)})).responseEnd })`);
    labels.push(times.labels - times.sent);
    songs.push(times.song - times.sent);
    recapUrl = page.url();
    await page.close();
  }
  return {
    firstLabelsMs: Math.round(percentile(labels, 0.5)),
    firstSongMs: Math.round(percentile(songs, 0.5)),
    recapUrl,
  };
}
