import { describe, expect, it } from 'vitest';
import { addressesOf, networkOf } from '../../../lambdas/shared/attempts.ts';

describe('addressesOf', () => {
  const host = '203.0.113.9';
  it.each([
    ['a direct call', host, host, null],
    ['a call without the header', undefined, host, null],
    ['a call through the web host', `198.51.100.7, ${host}`, '198.51.100.7', host],
    ['a visitor who made up an address', `10.0.0.1, 198.51.100.7, ${host}`, '198.51.100.7', host],
    ['an IPv6 visitor', `2001:db8:1:2::5, ${host}`, '2001:db8:1:2::5', host],
    ['nonsense in the header', `no address, ${host}`, host, null],
  ])('knows %s', (_what, forwardedFor, visitor, behind) => {
    expect(addressesOf({ sourceIp: host, forwardedFor })).toEqual({ visitor, host: behind });
  });
});

describe('networkOf', () => {
  it('takes the 2^64 addresses of one household for one', () => {
    expect(networkOf('2001:db8:1:2::5')).toBe(networkOf('2001:db8:1:2:ffff::1'));
    expect(networkOf('2001:db8:1:2::5')).not.toBe(networkOf('2001:db8:1:3::5'));
  });

  it('tells IPv4 addresses apart, however they are written', () => {
    expect(networkOf('192.0.2.1')).not.toBe(networkOf('192.0.2.2'));
    expect(networkOf('::ffff:192.0.2.1')).toBe('192.0.2.1');
  });

  it('keeps what is no address as it is', () => {
    expect(networkOf('somewhere')).toBe('somewhere');
  });
});
