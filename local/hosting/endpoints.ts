import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { extract } from 'tar';
import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import { startContainer } from '../services/sagemaker.ts';
import type { Assembly, Resource } from '../template.ts';
import { assetOf, ofType, read } from './properties.ts';

const endpointShape = z.object({ EndpointConfigName: z.string() });
const configShape = z.object({ ProductionVariants: z.array(z.object({ ModelName: z.string() })).length(1) });
const modelShape = z.object({ PrimaryContainer: z.object({ ModelDataUrl: z.string() }) });

type EndpointConfig = {
  name: string;
  /** The model's archive on disk. */
  modelArchive: string;
};

/** The template's inference endpoints, each with the model that its one variant serves. */
function endpointConfigs(assembly: Assembly): EndpointConfig[] {
  return ofType(assembly, 'AWS::SageMaker::Endpoint').map((endpoint) => {
    const { EndpointConfigName } = read(endpoint, endpointShape);
    const config = named(assembly, 'AWS::SageMaker::EndpointConfig', EndpointConfigName);
    const [variant] = read(config, configShape).ProductionVariants;
    const model = named(assembly, 'AWS::SageMaker::Model', variant?.ModelName ?? '');
    const { ModelDataUrl } = read(model, modelShape).PrimaryContainer;
    return {
      name: endpoint.name,
      modelArchive: assetOf(assembly, ModelDataUrl.slice(ModelDataUrl.lastIndexOf('/') + 1)),
    };
  });
}

function named(assembly: Assembly, type: string, name: string): Resource {
  const found = ofType(assembly, type).find((resource) => resource.name === name);
  if (!found) throw new AppError('UnsupportedTemplate', 500, `The template has no ${type} named ${name}.`);
  return found;
}

/** The container's own entry point, as the image runs it. */
const SERVE_ENTRY = join(import.meta.dirname, '..', '..', 'sagemaker', 'serve.ts');

/** Unpacks each endpoint's model and starts its container. Gives the containers' origins by endpoint name. */
export async function startContainers(
  assembly: Assembly,
  folder: string,
  closers: AsyncDisposableStack,
  onOutput: (line: string) => void,
): Promise<Map<string, string>> {
  const origins = new Map<string, string>();
  for (const { name, modelArchive } of endpointConfigs(assembly)) {
    const modelDir = join(folder, name);
    rmSync(modelDir, { recursive: true, force: true });
    mkdirSync(modelDir, { recursive: true });
    await extract({ file: modelArchive, cwd: modelDir });
    const container = await startContainer({ entry: SERVE_ENTRY, modelDir, onOutput });
    closers.defer(() => container.close());
    origins.set(name, container.url);
  }
  return origins;
}
