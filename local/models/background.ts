/** Fetches what is missing while the product runs already. */
import { AppError } from '../../core/errors.ts';
import { type FetchOptions, fetchModels } from './fetch.ts';
import { modelState, modelsFolder } from './files.ts';
import { type Model, type ModelSet, modelsOf } from './table.ts';

export interface BackgroundFetch {
  readonly dataDir: string;
  readonly environment?: Record<string, string | undefined>;
  /** Told one sentence when fetching begins, and one when it has ended. */
  readonly report: (sentence: string) => void;
  readonly models?: readonly Model[];
  readonly options?: FetchOptions;
}

export interface RunningFetch {
  /** Never rejects. */
  readonly done: Promise<void>;
  /** Stops it; nothing half fetched stays. */
  stop(): Promise<void>;
}

const MEGABYTE = 1e6;

/**
 * Fetches the missing models of a set, and says so. Returns at once. Nothing is fetched into a folder that
 * SIGHTSONG_MODELS names. A failure costs nothing but those models: it is told, and the next start tries again.
 */
export function fetchInBackground(set: ModelSet, background: BackgroundFetch): RunningFetch {
  const stopping = new AbortController();
  const done = run(set, background, stopping.signal);
  return {
    done,
    stop: () => {
      stopping.abort();
      return done;
    },
  };
}

async function run(set: ModelSet, background: BackgroundFetch, signal: AbortSignal): Promise<void> {
  const { report } = background;
  const folder = modelsFolder(background.dataDir, background.environment ?? process.env);
  const missing = (background.models ?? modelsOf(set)).filter((model) => modelState(folder.path, model) !== 'ready');
  if (missing.length === 0) return;
  if (folder.given) {
    report(`Seeing with the packaged models: ${listed(missing)} not found in ${folder.path}.`);
    return;
  }
  const megabytes = (missing.reduce((sum, { bytes }) => sum + bytes, 0) / MEGABYTE).toFixed(0);
  report(`Fetching ${missing.length} picture models (${megabytes} MB) in the background.`);
  try {
    await fetchModels(missing, folder.path, { ...background.options, signal });
    report('The picture models are here: photos are seen in more detail from now on.');
  } catch (error) {
    if (signal.aborted) return;
    const reason = error instanceof AppError ? error.publicMessage : String(error);
    report(`${reason} Photos are seen with the packaged models, in less detail; the next start tries again.`);
  }
}

const listed = (models: readonly Model[]) => models.map(({ name }) => name).join(', ');
