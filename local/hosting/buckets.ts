import { z } from 'zod';
import type { BucketConfig } from '../services/s3.ts';
import type { Assembly } from '../template.ts';
import { ofType, read } from './properties.ts';

const shape = z.object({
  CorsConfiguration: z
    .object({
      CorsRules: z.array(
        z.object({
          AllowedOrigins: z.array(z.string()),
          AllowedMethods: z.array(z.string()),
          AllowedHeaders: z.array(z.string()).optional(),
          ExposedHeaders: z.array(z.string()).optional(),
          MaxAge: z.number().optional(),
        }),
      ),
    })
    .optional(),
  NotificationConfiguration: z
    .object({ EventBridgeConfiguration: z.object({ EventBridgeEnabled: z.boolean() }).optional() })
    .optional(),
  VersioningConfiguration: z.object({ Status: z.string() }).optional(),
});

/** The template's buckets with their CORS rules and whether they announce new objects. */
export function bucketConfigs(assembly: Assembly): BucketConfig[] {
  return ofType(assembly, 'AWS::S3::Bucket').map((resource) => {
    const { CorsConfiguration, NotificationConfiguration, VersioningConfiguration } = read(resource, shape);
    return {
      name: resource.physicalId,
      corsRules: (CorsConfiguration?.CorsRules ?? []) as NonNullable<BucketConfig['corsRules']>,
      eventBridge: NotificationConfiguration?.EventBridgeConfiguration?.EventBridgeEnabled ?? false,
      versioned: VersioningConfiguration?.Status === 'Enabled',
    };
  });
}
