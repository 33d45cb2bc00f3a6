import { describe, expect, it } from 'vitest';
import {
  endedCookie,
  refreshTokenIn,
  requireRefreshToken,
  sessionCookie,
} from '../../../lambdas/shared/session-cookie.ts';

describe('the session’s cookie', () => {
  it('is out of reach for scripts, other sites and plain connections', () => {
    for (const cookie of [sessionCookie('token', 60), endedCookie()]) {
      expect(cookie.split('; ')).toEqual(
        expect.arrayContaining(['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/auth']),
      );
      expect(cookie).not.toContain('Domain');
    }
    expect(sessionCookie('token', 60)).toContain('Max-Age=60');
    expect(endedCookie()).toContain('Max-Age=0');
  });

  it('is found among others', () => {
    const [pair] = sessionCookie('a.b-c_d', 60).split(';');
    expect(refreshTokenIn(['other=1', pair!])).toBe('a.b-c_d');
    expect(requireRefreshToken([pair!])).toBe('a.b-c_d');
  });

  it.each([[[]], [['other=1']], [[endedCookie().split(';')[0]!]], [['x-sightsong-session=1']]])(
    'is not there in %j',
    (cookies) => {
      expect(refreshTokenIn(cookies)).toBeNull();
      expect(() => requireRefreshToken(cookies)).toThrow(expect.objectContaining({ code: 'NoSession', status: 401 }));
    },
  );
});
