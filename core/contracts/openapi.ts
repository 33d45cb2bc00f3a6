/** The OpenAPI 3.1 document of the HTTP API, made from the route table and its schemas alone. */
import * as z from 'zod/mini';
import { invariant } from '../errors.ts';
import {
  changePasswordSchema,
  codeSchema,
  codeSentSchema,
  currentSessionSchema,
  deleteAccountSchema,
  forgotSchema,
  nothingSchema,
  resetSchema,
  SESSION_COOKIE,
  sessionSchema,
  signInSchema,
  signUpSchema,
} from './accounts.ts';
import { ANSWERS, errorSchema } from './answers.ts';
import { ROUTES, type RouteKey } from './api.ts';
import { offeredFiltersSchema } from './filters.ts';
import { correctedMoodSchema, moodPointSchema } from './mood-point.ts';
import { previewSchema } from './previews.ts';
import { createRecapSchema, recapCreatedSchema, recapPageSchema, recapViewSchema } from './recaps.ts';
import type { Route } from './route.ts';
import {
  foundSongsSchema,
  namedSongsSchema,
  similarSongsSchema,
  songFiltersSchema,
  songListSchema,
  trackViewSchema,
} from './songs.ts';

import { bannedArtistsSchema, tasteSongsSchema } from './taste.ts';

const components = z.registry<{ id: string }>();
components.add(errorSchema, { id: 'Error' });
components.add(createRecapSchema, { id: 'CreateRecap' });
components.add(recapCreatedSchema, { id: 'RecapCreated' });
components.add(recapViewSchema, { id: 'Recap' });
components.add(recapPageSchema, { id: 'RecapPage' });
components.add(songFiltersSchema, { id: 'SongFilters' });
components.add(songListSchema, { id: 'SongList' });
components.add(trackViewSchema, { id: 'Track' });
components.add(similarSongsSchema, { id: 'SimilarSongs' });
components.add(offeredFiltersSchema, { id: 'OfferedFilters' });
components.add(namedSongsSchema, { id: 'NamedSongs' });
components.add(foundSongsSchema, { id: 'FoundSongs' });
components.add(moodPointSchema, { id: 'MoodPoint' });
components.add(correctedMoodSchema, { id: 'CorrectedMood' });
components.add(previewSchema, { id: 'Preview' });
components.add(tasteSongsSchema, { id: 'TasteSongs' });
components.add(bannedArtistsSchema, { id: 'BannedArtists' });
components.add(nothingSchema, { id: 'Nothing' });
components.add(signUpSchema, { id: 'SignUp' });
components.add(codeSchema, { id: 'Code' });
components.add(signInSchema, { id: 'SignIn' });
components.add(forgotSchema, { id: 'Forgot' });
components.add(resetSchema, { id: 'Reset' });
components.add(changePasswordSchema, { id: 'ChangePassword' });
components.add(deleteAccountSchema, { id: 'DeleteAccount' });
components.add(sessionSchema, { id: 'Session' });
components.add(currentSessionSchema, { id: 'CurrentSession' });
components.add(codeSentSchema, { id: 'CodeSent' });

const FAILURES: Record<number, string> = {
  400: 'The request was not understood; the message and `fields` say what was wrong',
  401: 'No valid bearer token was sent',
  403: 'This is not for guests, or no longer; or the request came from another site',
  404: 'There is nothing of yours at this address',
  409: 'It is not in a state for this; the message says why',
  422: 'The photo or its address cannot be used; the message says why',
  429: 'Too many attempts from this address; the message says when to try again',
  502: 'A service this one depends on did not answer',
};

type Json = Record<string, unknown>;

const reference = (schema: z.ZodMiniType): Json => {
  const component = components.get(schema);
  invariant(component, 'Every body of a route is a named component.');
  return { $ref: `#/components/schemas/${component.id}` };
};

function inline(schema: z.ZodMiniType, io: 'input' | 'output' = 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' }) as Json;
  return rest;
}

/** A body of bytes is told by its type alone; how to read it, its description says. */
function content(key: RouteKey, { bytes }: Route['success']) {
  if (bytes) return { [bytes]: { schema: { type: 'string', format: 'binary' } } };
  const body = ANSWERS[key];
  return body && json(body);
}

const json = (schema: z.ZodMiniType) => ({ 'application/json': { schema: reference(schema) } });

function parameters(route: Route): Json[] {
  const places = [
    { place: 'path', schema: route.path },
    { place: 'query', schema: route.query },
  ];
  return places.flatMap(({ place, schema }) => {
    if (!schema) return [];
    const { properties = {}, required = [] } = inline(schema, 'input') as { properties?: Json; required?: string[] };
    return Object.entries(properties).map(([name, shape]) => ({
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      schema: shape,
    }));
  });
}

function operation(key: RouteKey, route: Route): Json {
  const { status, description } = route.success;
  const answered = content(key, route.success);
  const open = route.access === 'anyone';
  const failures = route.failures.map((code) => [
    String(code),
    // The gateway itself answers a missing token, in its own shape; a missing cookie we do.
    {
      description: code === 401 && open ? 'There is no session, or it is over' : FAILURES[code],
      ...(code === 401 && !open ? {} : { content: json(errorSchema) }),
    },
  ]);
  return {
    operationId: key.replace(/\W+/g, '-').replace(/-$/, '').toLowerCase(),
    summary: route.summary,
    tags: [route.resource],
    ...(open ? { security: [{ session: [] }, {}] } : {}),
    parameters: parameters(route),
    ...(route.body ? { requestBody: { required: true, content: json(route.body) } } : {}),
    responses: {
      [status]: { description, ...(answered ? { content: answered } : {}) },
      ...Object.fromEntries(failures),
    },
  };
}

/** The whole document; the same contract always gives the same document. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const [key, route] of Object.entries(ROUTES) as [RouteKey, Route][]) {
    const [method = '', path = ''] = key.split(' ');
    // OpenAPI knows no variable that spans slashes; a slash in it is sent as %2F.
    paths[path.replace('+}', '}')] = {
      ...paths[path.replace('+}', '}')],
      [method.toLowerCase()]: operation(key, route),
    };
  }
  const { schemas } = z.toJSONSchema(components, {
    target: 'draft-2020-12',
    uri: (id) => `#/components/schemas/${id}`,
  }) as { schemas: Record<string, Json> };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sightsong',
      version: '1.0.0',
      description:
        'From a photo to a story, songs that fit and a narrated recap. Song features marked `"source": "editorial"` are editors\' estimates, not measurements.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    security: [{ person: [] }],
    paths,
    components: {
      securitySchemes: {
        person: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
      },
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([id, { $schema: _, $id: __, ...schema }]) => [id, schema]),
      ),
    },
  };
}
