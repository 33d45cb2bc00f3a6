import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import type { GatewayConfig } from '../gateway.ts';
import type { Assembly, Resource } from '../template.ts';
import { ofType, read } from './properties.ts';

const apiShape = z.object({
  CorsConfiguration: z
    .object({
      AllowOrigins: z.array(z.string()).optional(),
      AllowMethods: z.array(z.string()).optional(),
      AllowHeaders: z.array(z.string()).optional(),
      ExposeHeaders: z.array(z.string()).optional(),
      MaxAge: z.number().optional(),
      AllowCredentials: z.boolean().optional(),
    })
    .optional(),
});
const routeShape = z.object({
  RouteKey: z.string(),
  Target: z.string().startsWith('integrations/'),
  AuthorizationType: z.enum(['NONE', 'JWT']).default('NONE'),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).optional(),
});
const integrationShape = z.object({ IntegrationType: z.literal('AWS_PROXY'), IntegrationUri: z.string() });
const authorizerShape = z.object({
  AuthorizerType: z.literal('JWT'),
  JwtConfiguration: z.object({ Issuer: z.string(), Audience: z.array(z.string()) }),
});
const stageShape = z.object({
  StageName: z.string(),
  DefaultRouteSettings: z
    .object({ ThrottlingRateLimit: z.number().optional(), ThrottlingBurstLimit: z.number().optional() })
    .optional(),
});

/** The one HTTP API of the template. Throws `UnsupportedTemplate` where there is none, or more than one. */
export function httpApiConfig(assembly: Assembly): GatewayConfig {
  const [api, another] = ofType(assembly, 'AWS::ApiGatewayV2::Api');
  const [stage] = ofType(assembly, 'AWS::ApiGatewayV2::Stage');
  if (!api || another || !stage) {
    throw new AppError('UnsupportedTemplate', 500, 'The local cloud hosts exactly one HTTP API with one stage.');
  }
  const byId = (type: string) => new Map(ofType(assembly, type).map((resource) => [resource.physicalId, resource]));
  const integrations = byId('AWS::ApiGatewayV2::Integration');
  const authorizers = byId('AWS::ApiGatewayV2::Authorizer');
  return {
    api: { id: api.physicalId, cors: corsOf(api) },
    stage: stageOf(stage),
    routes: ofType(assembly, 'AWS::ApiGatewayV2::Route').map((route) => {
      const {
        RouteKey,
        Target,
        AuthorizationType,
        AuthorizerId,
        AuthorizationScopes: scopes,
      } = read(route, routeShape);
      const integration = known(integrations, Target.slice('integrations/'.length), route);
      const authorizer = AuthorizationType === 'JWT' ? known(authorizers, AuthorizerId, route) : null;
      return {
        routeKey: RouteKey,
        functionArn: functionOf(read(integration, integrationShape).IntegrationUri),
        ...(authorizer ? { authorizer: { ...authorizerOf(authorizer), ...(scopes && { scopes }) } } : {}),
      };
    }),
  };
}

function known(resources: ReadonlyMap<string, Resource>, id: string | undefined, route: Resource): Resource {
  const found = id === undefined ? undefined : resources.get(id);
  if (!found)
    throw new AppError('UnsupportedTemplate', 500, `Route "${route.logicalId}" refers to ${id}, which is not there.`);
  return found;
}

/** An integration names the function by its ARN, or by the address under which API Gateway invokes that. */
function functionOf(uri: string): string {
  return /functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? uri;
}

function authorizerOf(resource: Resource) {
  const { Issuer, Audience } = read(resource, authorizerShape).JwtConfiguration;
  return { issuer: Issuer, audience: Audience };
}

function stageOf(resource: Resource): GatewayConfig['stage'] {
  const { StageName, DefaultRouteSettings } = read(resource, stageShape);
  const { ThrottlingRateLimit: rateLimit, ThrottlingBurstLimit: burstLimit } = DefaultRouteSettings ?? {};
  return {
    name: StageName,
    ...(rateLimit !== undefined && burstLimit !== undefined ? { throttling: { rateLimit, burstLimit } } : {}),
  };
}

function corsOf(api: Resource): NonNullable<GatewayConfig['api']['cors']> {
  const cors = read(api, apiShape).CorsConfiguration ?? {};
  return {
    ...(cors.AllowOrigins ? { allowOrigins: cors.AllowOrigins } : {}),
    ...(cors.AllowMethods ? { allowMethods: cors.AllowMethods } : {}),
    ...(cors.AllowHeaders ? { allowHeaders: cors.AllowHeaders } : {}),
    ...(cors.ExposeHeaders ? { exposeHeaders: cors.ExposeHeaders } : {}),
    ...(cors.MaxAge === undefined ? {} : { maxAge: cors.MaxAge }),
    ...(cors.AllowCredentials === undefined ? {} : { allowCredentials: cors.AllowCredentials }),
  };
}
