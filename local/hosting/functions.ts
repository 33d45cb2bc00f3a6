import { z } from 'zod';
import type { LambdaFunctionConfig } from '../lambda-host.ts';
import type { Assembly } from '../template.ts';
import { assetOf, ofType, read } from './properties.ts';

const shape = z.object({
  Code: z.object({ S3Key: z.string() }),
  Role: z.string(),
  Handler: z.string(),
  Runtime: z.string(),
  MemorySize: z.number().default(128),
  Timeout: z.number().default(3),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()) }).default({ Variables: {} }),
});

/** The template's functions, each with exactly the environment, memory and time that it gives them. */
export function functionConfigs(assembly: Assembly): LambdaFunctionConfig[] {
  return ofType(assembly, 'AWS::Lambda::Function').map((resource) => {
    const { Code, Role, Handler, Runtime, MemorySize, Timeout, Environment } = read(resource, shape);
    return {
      functionName: resource.name,
      arn: resource.arn ?? resource.name,
      roleArn: Role,
      codeDir: assetOf(assembly, Code.S3Key),
      handler: Handler,
      runtime: Runtime,
      memoryMb: MemorySize,
      timeoutSeconds: Timeout,
      environment: Environment.Variables,
    };
  });
}
