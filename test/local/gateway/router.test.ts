import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Router } from '../../../local/gateway/router.ts';

const router = (...keys: string[]) => new Router(keys.map((routeKey) => ({ routeKey })));
const found = (from: Router<{ routeKey: string }>, method: string, path: string) => {
  const match = from.match(method, path);
  return match && [match.route.routeKey, match.pathParameters];
};

describe('Router', () => {
  const pets = router(
    '$default',
    'ANY /{proxy+}',
    'ANY /pets/dog/{id}',
    'GET /pets/{proxy+}',
    'GET /pets/dog/{id}',
    'GET /pets/dog/1',
  );

  it.each([
    ['GET', '/pets/dog/1', 'GET /pets/dog/1', {}],
    ['GET', '/pets/dog/2', 'GET /pets/dog/{id}', { id: '2' }],
    ['PUT', '/pets/dog/2', 'ANY /pets/dog/{id}', { id: '2' }],
    ['GET', '/pets/cat/1', 'GET /pets/{proxy+}', { proxy: 'cat/1' }],
    ['POST', '/pets/cat/1', 'ANY /{proxy+}', { proxy: 'pets/cat/1' }],
    ['GET', '/', '$default', {}],
  ])('sends %s %s to %s', (method, path, routeKey, parameters) => {
    expect(found(pets, method, path)).toEqual([routeKey, parameters]);
  });

  it('takes a trailing slash for another path and an empty part for no value', () => {
    const recaps = router('GET /recaps', 'GET /recaps/{id}');
    expect(found(recaps, 'GET', '/recaps')).toEqual(['GET /recaps', {}]);
    expect(found(recaps, 'GET', '/recaps/')).toBeNull();
    expect(found(recaps, 'GET', '/recaps/1/songs')).toBeNull();
    expect(found(recaps, 'HEAD', '/recaps')).toBeNull();
    expect(found(router('GET /files/{proxy+}'), 'GET', '/files/')).toBeNull();
  });

  it('gives back any value that was put into a path', () => {
    const value = fc.string({ minLength: 1 }).filter((text) => !text.includes('/'));
    fc.assert(
      fc.property(value, value, (id, song) => {
        const match = router('GET /recaps/{id}/songs/{song}').match('GET', `/recaps/${id}/songs/${song}`);
        expect({ ...match?.pathParameters }).toEqual({ id, song });
      }),
    );
  });

  it('finds the same route in whatever order routes were declared', () => {
    const keys = ['GET /a/{x}', 'GET /a/b', 'ANY /a/b', 'GET /{proxy+}', 'GET /a/{proxy+}', 'GET /{x}/b'];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(keys, { minLength: keys.length }),
        fc.constantFrom('/a/b', '/a/c', '/c/b', '/c'),
        (order, path) => {
          expect(found(router(...order), 'GET', path)).toEqual(found(router(...keys), 'GET', path));
        },
      ),
    );
  });
});
