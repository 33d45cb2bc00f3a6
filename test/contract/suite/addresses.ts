import { describe, expect, test } from 'vitest';
import type { RecapCreated } from '../../../core/contracts/recaps.ts';
import { MAX_FETCH_BYTES } from '../../../lambdas/shared/safe-fetch.ts';
import { ended, request } from '../requests.ts';
import type { Target } from '../target.ts';
import { type People, testWith } from './support.ts';

/** Every way to write the address of the machine itself, or of a network behind it. */
const INSIDE: [what: string, imageUrl: string][] = [
  ['loopback', 'https://127.0.0.1/photo.jpg'],
  ['loopback, another of its addresses', 'https://127.8.9.10/photo.jpg'],
  ['loopback on a port', 'https://127.0.0.1:8443/photo.jpg'],
  ['loopback without encryption', 'http://127.0.0.1/photo.jpg'],
  ['loopback with a name and password', 'https://ada:secret@127.0.0.1/photo.jpg'],
  ['loopback as one number', 'https://2130706433/photo.jpg'],
  ['loopback in octal', 'https://0177.0.0.01/photo.jpg'],
  ['loopback in hexadecimal', 'https://0x7f.0x0.0x0.0x1/photo.jpg'],
  ['loopback as one hexadecimal number', 'https://0x7f000001/photo.jpg'],
  ['loopback in short', 'https://127.1/photo.jpg'],
  ['loopback in round digits', 'https://①②⑦.⓪.⓪.①/photo.jpg'],
  ['loopback, percent-encoded', 'https://%31%32%37.0.0.1/photo.jpg'],
  ['loopback with a dot at its end', 'https://127.0.0.1./photo.jpg'],
  ['loopback of IPv6', 'https://[::1]/photo.jpg'],
  ['loopback of IPv6, written out', 'https://[0:0:0:0:0:0:0:1]/photo.jpg'],
  ['IPv4 mapped into IPv6', 'https://[::ffff:127.0.0.1]/photo.jpg'],
  ['IPv4 mapped into IPv6, in hexadecimal', 'https://[::ffff:7f00:1]/photo.jpg'],
  ['IPv4 compatible with IPv6', 'https://[::127.0.0.1]/photo.jpg'],
  ['NAT64', 'https://[64:ff9b::127.0.0.1]/photo.jpg'],
  ['NAT64 of a network', 'https://[64:ff9b:1::7f00:1]/photo.jpg'],
  ['6to4', 'https://[2002:7f00:1::]/photo.jpg'],
  ['Teredo', 'https://[2001:0:7f00:1::]/photo.jpg'],
  ['no address at all', 'https://0.0.0.0/photo.jpg'],
  ['no address at all, in short', 'https://0/photo.jpg'],
  ['no address at all, of IPv6', 'https://[::]/photo.jpg'],
  ['link-local', 'https://169.254.169.254/latest/meta-data/'],
  ['link-local, mapped', 'https://[::ffff:169.254.169.254]/latest/meta-data/'],
  ['link-local of IPv6', 'https://[fe80::1]/photo.jpg'],
  ['private, 10/8', 'https://10.0.0.1/photo.jpg'],
  ['private, 172.16/12', 'https://172.16.0.1/photo.jpg'],
  ['private, 192.168/16', 'https://192.168.0.1/photo.jpg'],
  ['shared by carriers', 'https://100.64.0.1/photo.jpg'],
  ['unique local', 'https://[fd00:ec2::254]/latest/meta-data/'],
  ['broadcast', 'https://255.255.255.255/photo.jpg'],
  ['a name that leads to loopback', 'https://localhost/photo.jpg'],
  ['a name that leads to loopback, in capitals and with a dot', 'https://LOCALHOST./photo.jpg'],
];

/** Photos that are named by their address. */
export function describeAddresses(target: Target, people: People): void {
  const begin = (imageUrl: string) => request(target, 'POST', '/recaps', { token: people.token, body: { imageUrl } });
  const expectRefused = async (imageUrl: string, code: string) => {
    const { status, body } = await begin(imageUrl);
    const { error } = body as { error: { code: string; message: string } };
    expect([status, error.code], error.message).toEqual([422, code]);
    expect(error.message).toMatch(/^[A-Z].*\.$/);
  };

  describe('an imageUrl that leads inside is refused', () => {
    test.each(INSIDE)('%s', (_what, imageUrl) => expectRefused(imageUrl, 'AddressRefused'));
  });

  test.each(['file:///etc/passwd', 'ftp://127.0.0.1/a', 'data:image/png;base64,AAAA', 'javascript:1'])(
    'an imageUrl of another kind is refused: %s',
    (imageUrl) => expectRefused(imageUrl, 'AddressRefused'),
  );

  describe('an imageUrl on the internet', () => {
    const onInternet = testWith(target, 'internet');
    const at = (path: string) => target.internet!.url(path);

    onInternet('becomes a recap', async () => {
      const { status, body } = await begin(at('/photo'));
      expect(status).toBe(201);
      const { recapId, upload } = body as RecapCreated;
      expect(upload).toBeNull();
      expect((await ended(target, people.token, recapId)).status).toBe('READY');
    });

    onInternet('with an endless body is refused once 10 MB have come', async () => {
      await expectRefused(at('/endless'), 'PhotoTooLarge');
      // What stands in buffers on the way comes on top.
      expect(target.internet!.taken()).toBeLessThan(MAX_FETCH_BYTES + 8 * 1024 * 1024);
    });

    onInternet('with a slow body, or none, is given up', async () => {
      await Promise.all([
        expectRefused(at('/slow'), 'PhotoNotFetched'),
        expectRefused(at('/silent'), 'PhotoNotFetched'),
      ]);
    });

    onInternet('of another type is refused, whatever it calls itself', () => expectRefused(at('/lies'), 'NotAPhoto'));

    onInternet('with another status is refused', () => expectRefused(at('/gone'), 'PhotoNotFetched'));

    onInternet('that redirects inside is refused before anything is asked there', async () => {
      for (const to of [
        'https://127.0.0.1/',
        'https://[::1]/',
        'https://[::ffff:127.0.0.1]/',
        'https://2130706433/',
        'https://169.254.169.254/',
        'https://inside.test/',
        'http://photos.test/photo',
        'file:///etc/passwd',
      ]) {
        await expectRefused(at(`/redirect?to=${encodeURIComponent(to)}`), 'AddressRefused');
      }
      await expectRefused('https://inside.test/photo', 'AddressRefused');
    });

    onInternet('may be three redirects away, and not four', async () => {
      const away = (hops: number): string =>
        hops === 0 ? '/photo' : `/redirect?to=${encodeURIComponent(away(hops - 1))}`;
      expect((await begin(at(away(3)))).status).toBe(201);
      await expectRefused(at(away(4)), 'AddressRefused');
    });
  });
}
