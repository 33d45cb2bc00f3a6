/** Reading resolved template properties with their shapes checked, so that a surprise stops the start with its name. */
import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import type { Assembly, Resource } from '../template.ts';

/** All resources of a type. */
export function ofType(assembly: Assembly, type: string): Resource[] {
  return assembly.resources.filter((resource) => resource.type === type);
}

/** The properties of a resource in the shape given. Throws `UnsupportedTemplate` naming the resource. */
export function read<T extends z.ZodType>(resource: Resource, shape: T): z.infer<T> {
  const result = shape.safeParse(resource.properties);
  if (result.success) return result.data;
  throw new AppError(
    'UnsupportedTemplate',
    500,
    `Stack "${resource.stack}", resource "${resource.logicalId}" (${resource.type}): ${z.prettifyError(result.error)}`,
  );
}

/** The file or folder that an object key of the assets bucket stands for. */
export function assetOf(assembly: Assembly, objectKey: string): string {
  const asset = assembly.files.find((file) => file.objectKey === objectKey);
  if (!asset) throw new AppError('UnsupportedTemplate', 500, `The assembly has no asset with the key ${objectKey}.`);
  return asset.path;
}
