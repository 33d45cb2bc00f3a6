/** The atlas in a real browser: the map is moved, read and heard from, by pointer, by keys and without seeing it. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SAMPLE_PHOTO } from '../../contract/photos.ts';
import { accessibilityFaults, DESKTOP, newPage, overflow, PHONE } from '../browser.ts';
import type { Site } from '../site.ts';

/** As long as a busy machine may take. */
const PATIENT = { timeout: 20_000 };

export function describeAtlas(site: Site): void {
  describe('the atlas', () => {
    let page: Page;
    let errors: string[];
    const { web } = site;

    beforeAll(async () => {
      ({ page, errors } = await newPage(site.browser, { viewport: DESKTOP }));
    }, 240_000);

    afterAll(() => page?.context().close());

    const map = () => page.getByTestId('map');
    const titles = () => page.getByRole('main').getByRole('heading', { level: 3 }).allTextContents();
    const eight = async () => {
      await expect.poll(async () => (await titles()).length, PATIENT).toBe(8);
      return titles();
    };
    /** The list after something that changes it. */
    const changed = async (from: string[]) => {
      await expect.poll(async () => (await titles()).join(), PATIENT).not.toBe(from.join());
      return eight();
    };

    test('shows the regions by name, and the songs at its middle', async () => {
      await page.goto(web('/atlas'));
      await eight();
      expect(await page.getByText(/^1,\d+ songs\.$/).count()).toBe(1);
      expect(await page.getByRole('option').count()).toBeGreaterThan(5);
      expect(await map().locator('span').count()).toBeGreaterThan(3);
      expect(await accessibilityFaults(page)).toEqual([]);
    });

    test('draws its points in more than one colour', async () => {
      const picture = await map().screenshot();
      const { default: sharp } = await import('sharp');
      const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
      const colours = new Map<number, number>();
      for (let at = 0; at < data.length; at += info.channels) {
        const colour = (data[at]! >> 5) * 64 + (data[at + 1]! >> 5) * 8 + (data[at + 2]! >> 5);
        colours.set(colour, (colours.get(colour) ?? 0) + 1);
      }
      expect([...colours.values()].filter((pixels) => pixels > 100).length).toBeGreaterThan(5);
    });

    test('is moved and zoomed by keys, and shows all of itself again', async () => {
      const before = await eight();
      await map().focus();
      for (const key of ['+', '+', 'ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowDown'])
        await page.keyboard.press(key);
      await changed(before);
      await page.keyboard.press('0');
      await expect.poll(titles, PATIENT).toEqual(before);
    });

    test('goes where the pointer drags, stays under the wheel, and takes a region from a list', async () => {
      const whole = await eight();
      const box = (await map().boundingBox())!;
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x - 120, y + 90, { steps: 4 });
      await page.mouse.up();
      const dragged = await changed(whole);
      await page.mouse.move(x, y);
      await page.mouse.wheel(0, -600);
      // The middle stays where it is: the same songs are nearest.
      await expect.poll(titles, PATIENT).toEqual(dragged);
      await page.getByLabel('Go to').selectOption({ index: 2 });
      await changed(dragged);
      await page.getByRole('button', { name: 'Whole map' }).click();
      await expect.poll(titles, PATIENT).toEqual(whole);
    });

    test('a song that is pressed comes to the middle; similar ones are listed and shown', async () => {
      const before = await eight();
      await page.getByLabel('Go to').selectOption({ index: 1 });
      const region = await changed(before);
      const box = (await map().boundingBox())!;
      // Somewhere beside the middle lies a song within reach, and none is there twice.
      for (const [dx, dy] of [
        [60, 0],
        [0, 60],
        [-60, -40],
        [90, 90],
      ] as const) {
        await map().click({ position: { x: box.width / 2 + dx, y: box.height / 2 + dy } });
        await page.waitForTimeout(500);
        if ((await titles()).join() !== region.join()) break;
      }
      const [chosen] = await changed(region);
      await page.getByRole('button', { name: `Similar songs to ${chosen}` }).click();
      await page.getByRole('heading', { name: `Like ${chosen}` }).waitFor();
      const [similar] = await titles();
      expect(similar).not.toBe(chosen);
      await page
        .getByRole('button', { name: `Show ${similar} on the map` })
        .first()
        .click();
      await page.getByRole('heading', { name: 'At the middle' }).waitFor();
      await expect.poll(async () => (await titles())[0], PATIENT).toBe(similar);
      await page.getByRole('button', { name: `Play ${similar}` }).click();
      await page.getByRole('region', { name: 'Player' }).getByText(similar!, { exact: true }).first().waitFor();
    });

    test('shows where a recap’s moment lies, from the recap', async () => {
      await page.goto(web('/'));
      await page.getByTestId('chooser').setInputFiles(SAMPLE_PHOTO);
      await page.getByRole('button', { name: 'Find its song' }).click();
      await page.getByRole('button', { name: 'Play the recap' }).waitFor({ timeout: 60_000 });
      await page.getByRole('link', { name: 'See where it lies on the map of all songs' }).click();
      await page.locator('span', { hasText: 'Your moment' }).first().waitFor();
      await page.getByRole('button', { name: 'Whole map' }).click();
      await page.getByRole('button', { name: 'Back to your moment' }).click();
      await eight();
      expect(errors).toEqual([]);
    });

    test('fits a phone in the dark, where two fingers zoom', async () => {
      const phone = await newPage(site.browser, {
        viewport: PHONE,
        colorScheme: 'dark',
        hasTouch: true,
        isMobile: true,
      });
      await phone.page.goto(web('/atlas'));
      await phone.page.getByRole('heading', { level: 3 }).first().waitFor();
      expect(await overflow(phone.page)).toBe(0);
      expect(await accessibilityFaults(phone.page)).toEqual([]);
      const box = (await phone.page.getByTestId('map').boundingBox())!;
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const names = await phone.page.getByTestId('map').locator('span').allTextContents();
      const touch = await phone.page.context().newCDPSession(phone.page);
      const fingers = (apart: number) => [
        { x: x - apart, y, id: 1 },
        { x: x + apart, y, id: 2 },
      ];
      await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(20) });
      for (const apart of [40, 70, 110, 140]) {
        await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(apart) });
      }
      await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
      await expect
        .poll(() => phone.page.getByTestId('map').locator('span').allTextContents(), PATIENT)
        .not.toEqual(names);
      expect(phone.errors).toEqual([]);
      await phone.page.context().close();
    });

    test('says so where the map does not come, or there is none, and offers a next step', async () => {
      const { page: lost } = await newPage(site.browser, { viewport: PHONE });
      const answers = (url: URL) =>
        url.pathname.endsWith('/atlas') && !url.href.startsWith(site.cloud.addresses.webUrl);
      await lost.route(answers, (route) => route.abort());
      await lost.goto(web('/atlas'));
      await lost.getByRole('heading', { name: 'The map did not come.' }).waitFor();
      expect(await accessibilityFaults(lost)).toEqual([]);
      await lost.unroute(answers);
      await lost.route(answers, (route) =>
        route.fulfill({
          status: 404,
          json: { error: { code: 'NoMap', message: 'The catalogue has no map yet.' } },
          headers: { 'access-control-allow-origin': site.cloud.addresses.webUrl },
        }),
      );
      await lost.getByRole('main').getByRole('button').click();
      await lost.getByRole('heading', { name: 'No map yet.' }).waitFor();
      await lost.unroute(answers);
      await lost.reload();
      await lost.getByRole('heading', { name: 'Atlas' }).waitFor();
      await lost.context().close();
    });
  });
}
