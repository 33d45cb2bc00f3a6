import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addPolicy, SITE_POLICY, scriptsPolicy, servicesPolicy } from '../../lib/content-policy.ts';

const hashOf = (script: string) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

describe('servicesPolicy', () => {
  it('names the origins of the services and no others', () => {
    const policy = servicesPolicy({
      apiUrl: 'https://abc.execute-api.eu-west-1.amazonaws.com',
      mediaUrl: 'https://photos.s3.eu-west-1.amazonaws.com/some/path',
    });
    expect(policy.split('; ')).toEqual([
      "connect-src 'self' https://abc.execute-api.eu-west-1.amazonaws.com https://photos.s3.eu-west-1.amazonaws.com",
      "img-src 'self' blob: data: https://photos.s3.eu-west-1.amazonaws.com https://*.mzstatic.com https://*.dzcdn.net",
      "media-src 'self' blob: https://photos.s3.eu-west-1.amazonaws.com https://*.itunes.apple.com https://*.dzcdn.net",
    ]);
  });

  it('lets counterparts of the music services serve previews and covers, and be asked nothing else', () => {
    const local = 'http://127.0.0.1:4603';
    const previewUrls = ['http://127.0.0.1:5000/itunes', 'http://127.0.0.1:5000/deezer'];
    const [connect, ...others] = servicesPolicy({
      apiUrl: local,
      mediaUrl: local,
      previewUrls,
    }).split('; ');
    expect(connect).not.toContain(':5000');
    for (const part of others) expect(part).toMatch(/ http:\/\/127\.0\.0\.1:5000$/);
  });

  it('names an origin once', () => {
    const local = 'http://127.0.0.1:4603';
    expect(servicesPolicy({ apiUrl: local, mediaUrl: local })).toMatch(
      /^connect-src 'self' http:\/\/127\.0\.0\.1:4603;/,
    );
  });

  it('names other directives than the policy of every page', () => {
    const local = 'http://127.0.0.1:4603';
    const directives = (policy: string) => policy.split('; ').map((part) => part.split(' ')[0]);
    const all = [...directives(SITE_POLICY), ...directives(servicesPolicy({ apiUrl: local, mediaUrl: local }))];
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('scriptsPolicy', () => {
  it('lets the page’s own scripts run', () => {
    const html =
      '<script src="/a.js" async=""></script><script>one</script><SCRIPT id="x">two\r\n</SCRIPT ><script>one</script>';
    expect(scriptsPolicy(html)).toBe(`script-src 'self' ${hashOf('one')} ${hashOf('two\n')}`);
  });

  it('takes an attribute’s > for no end of the tag', () => {
    expect(scriptsPolicy('<script data-a="1>0">let a = 1;</script>')).toBe(`script-src 'self' ${hashOf('let a = 1;')}`);
  });

  it('lets nothing inline run where there is no script', () => {
    expect(scriptsPolicy('<p>hello</p>')).toBe("script-src 'self'");
  });

  it('finds every script between any text', () => {
    const text = fc.string({ unit: 'grapheme' }).map((value) => value.replaceAll(/[<\r]/g, ''));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 6 }), (parts) => {
        const html = parts.map(([before, script]) => `${before}<script>${script}</script>`).join('');
        const expected = ['script-src', "'self'", ...new Set(parts.map(([, script]) => hashOf(script)))];
        expect(scriptsPolicy(html).split(' ')).toEqual(expected);
      }),
    );
  });
});

describe('addPolicy', () => {
  const policy = `script-src 'self' "&`;
  const meta = `<meta http-equiv="Content-Security-Policy" content="script-src 'self' &quot;&amp;"/>`;

  it('stands behind the character set and ahead of everything else', () => {
    expect(addPolicy('<html><head><meta charSet="utf-8"/><script></script></head></html>', policy)).toBe(
      `<html><head><meta charSet="utf-8"/>${meta}<script></script></head></html>`,
    );
  });

  it('begins the head of a page without a character set', () => {
    expect(addPolicy('<html><head lang="en"><title>x</title></head></html>', policy)).toBe(
      `<html><head lang="en">${meta}<title>x</title></head></html>`,
    );
  });

  it('refuses a page without a head, which no policy would govern', () => {
    expect(() => addPolicy('<p>hello</p>', policy)).toThrow('A page without <head> cannot be given');
  });
});
