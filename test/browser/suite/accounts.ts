/** Guests and accounts in a real browser: a recap is kept through sign-up, and no script finds a token anywhere. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SESSION_COOKIE } from '../../../core/contracts/accounts.ts';
import { SAMPLE_PHOTO } from '../../contract/photos.ts';
import { becomeMember, faultsInBothThemes, newPage, overflow, PHONE, settled } from '../browser.ts';
import type { Site } from '../site.ts';

const EMAIL = 'ada@people.test';
const PASSWORD = 'Correct-Horse-9';

/** Everything that a script of the page can read, as one text. */
const READABLE = `(async () => {
  const databases = await Promise.all((await indexedDB.databases()).map(({ name }) => new Promise((resolve) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve([name, ...request.result.objectStoreNames]);
    request.onerror = () => resolve([name]);
  })));
  const cached = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const key of await cache.keys()) cached.push(key.url, await (await cache.match(key)).text());
  }
  return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href, history.state,
    window.name, databases, cached]);
})()`;

export function describeAccounts(site: Site): void {
  describe('accounts', () => {
    let page: Page;
    let errors: string[];
    const { web } = site;
    const button = (name: string) => page.getByRole('main').getByRole('button', { name, exact: true });
    const shelf = () => page.getByRole('main').getByRole('listitem');
    const fill = async (fields: Record<string, string>) => {
      for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
    };

    beforeAll(async () => {
      ({ page, errors } = await newPage(site.browser));
    }, 180_000);
    afterAll(() => page?.context().close());

    test('a guest makes a recap, signs up with the code on the page, and the recap is kept', async () => {
      await page.goto(web('/'));
      await page.getByTestId('chooser').setInputFiles(SAMPLE_PHOTO);
      await page.getByRole('button', { name: 'Find its song' }).click();
      await page.getByRole('button', { name: 'Play the recap' }).waitFor({ timeout: 60_000 });
      await page.goto(web('/account'));
      await fill({ 'E-mail address': EMAIL, 'New password': PASSWORD });
      await button('Sign up').click();
      const hint = await page.getByText('The code is').textContent();
      await fill({ 'Six-digit code': /\d{6}/.exec(hint ?? '')![0] });
      await button('Confirm your address').click();
      await page.getByText(`Signed in as ${EMAIL}.`).waitFor();
      await page.goto(web('/library'));
      await shelf().first().waitFor();
      expect(await shelf().count()).toBe(1);
      expect(errors).toEqual([]);
    });

    test('the session is in a cookie that no script sees, and no token in any store that one does', async () => {
      const [cookie] = (await page.context().cookies(web('/auth/session'))).filter(
        ({ name }) => name === SESSION_COOKIE,
      );
      expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Strict', path: '/auth' });
      const readable = await page.evaluate<string>(READABLE);
      expect(readable).not.toContain(cookie!.value);
      expect(readable).not.toMatch(/eyJ[\w-]{8,}/);
    });

    test('signing out forgets, and signing in brings it back', async () => {
      await page.goto(web('/account'));
      await button('Sign out').click();
      await button('I have an account').click();
      await fill({ 'E-mail address': EMAIL, Password: 'Wrong-Horse-9' });
      await button('Sign in').click();
      await page.getByRole('alert').filter({ hasText: 'not right' }).waitFor();
      await fill({ Password: PASSWORD });
      await button('Sign in').click();
      await page.getByText(`Signed in as ${EMAIL}.`).waitFor();
      await page.goto(web('/library'));
      await shelf().first().waitFor();
      expect(await shelf().count()).toBe(1);
    });

    test('whoever signs in after somebody else sees their own songs', async () => {
      await page.evaluate(`(async () => {
      const { session } = await (await fetch('/auth/session', {
        method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).json();
      const headers = { authorization: 'Bearer ' + session.accessToken };
      const api = ${JSON.stringify(site.cloud.addresses.apiUrl)};
      const { songs } = await (await fetch(api + '/tracks?query=love', { headers })).json();
      await fetch(api + '/me/likes/' + songs[0].trackId, { method: 'PUT', headers });
    })()`);
      const { page: shared } = await newPage(site.browser);
      const main = shared.getByRole('main');
      const open = (name: string) => shared.getByRole('link', { name, exact: true }).click();
      await shared.goto(web('/'));
      await becomeMember(shared, 'bob@people.test');
      await shared.goto(web('/songs'));
      await shared.getByText('Nothing liked yet.').waitFor();
      // From here on by the page's own ways, so that what it holds in memory stays.
      await open('Account');
      await main.getByRole('button', { name: 'Sign out' }).click();
      await main.getByRole('button', { name: 'I have an account' }).click();
      await shared.getByLabel('E-mail address', { exact: true }).fill(EMAIL);
      await shared.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await main.getByRole('button', { name: 'Sign in', exact: true }).click();
      await shared.getByText(`Signed in as ${EMAIL}.`).waitFor();
      await open('Library');
      await open('Your songs');
      await shared.getByRole('region', { name: 'Liked' }).getByRole('listitem').waitFor();
      await shared.context().close();
    });

    test('the pages are accessible in both themes and fit 360 pixels', async () => {
      const { page: stranger } = await newPage(site.browser);
      for (const [who, path] of [
        [page, '/account'],
        [stranger, '/account'],
        [stranger, '/privacy'],
        [stranger, '/terms'],
        [stranger, '/contact'],
      ] as const) {
        await who.goto(web(path));
        await settled(who);
        expect(await overflow(who), path).toBeLessThanOrEqual(0);
        expect(await faultsInBothThemes(who), path).toEqual([]);
      }
      await stranger.context().close();
    });

    test('so are the forms to sign in, to ask for a code and to choose a new password, on a wide screen too', async () => {
      for (const viewport of [PHONE, { width: 1440, height: 900 }]) {
        const { page: stranger } = await newPage(site.browser, { viewport });
        const press = (name: string) => stranger.getByRole('main').getByRole('button', { name, exact: true }).click();
        const check = async (heading: string) => {
          await stranger.getByRole('heading', { name: heading }).waitFor();
          expect(await faultsInBothThemes(stranger), heading).toEqual([]);
          expect(await overflow(stranger), heading).toBeLessThanOrEqual(0);
        };
        await stranger.goto(web('/account'));
        await press('I have an account');
        await check('Sign in');
        await press('Forgotten password');
        await check('Forgotten password');
        await stranger.getByLabel('E-mail address').fill('nobody@people.test');
        await press('Send a code');
        await check('Choose a new password');
        await stranger.context().close();
      }
    });

    test('a guest at the limit is shown the way to an account, and may erase everything', async () => {
      const { page: guest } = await newPage(site.browser);
      const text = (name: string) => guest.getByRole('button', { name, exact: true });
      await guest.goto(web('/privacy'));
      await guest.getByText('over no network').waitFor();
      await guest.goto(web('/'));
      for (let made = 0; made < 3; made++) {
        await guest.evaluate(`(async () => {
        const { apiUrl } = await (await fetch('/config.json')).json();
        const { session } = await (await fetch('/auth/session', {
          method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).json();
        const token = session?.accessToken ?? (await (await fetch('/guests', {
          method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).json()).accessToken;
        await fetch(apiUrl + '/recaps', {
          method: 'POST', headers: { 'content-type': 'application/json', authorization: 'Bearer ' + token }, body: '{}' });
      })()`);
      }
      await guest.getByTestId('chooser').setInputFiles(SAMPLE_PHOTO);
      await text('Find its song').click();
      await guest.getByRole('alert').getByRole('link', { name: 'Sign up' }).click();
      await text('Erase all I made').click();
      await text('Erase everything').click();
      await guest.getByText('Everything was erased.').waitFor();
      await guest.goto(web('/library'));
      await guest.getByRole('heading', { name: 'An empty shelf' }).waitFor();
      await guest.context().close();
    });

    test('deleting the account leaves nobody and nothing', async () => {
      await page.goto(web('/account'));
      await fill({ Password: PASSWORD });
      await button('Delete account').click();
      await page.getByRole('heading', { name: 'Sign up' }).waitFor();
      await page.goto(web('/library'));
      await page.getByRole('heading', { name: 'An empty shelf' }).waitFor();
    });
  });
}
