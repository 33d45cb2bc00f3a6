/** The files that are published: the export, with each page and a config.json telling where the backend is. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { zipSync } from 'fflate';
import { AppError } from '../../core/errors.ts';
import { addPolicy, servicesPolicy } from '../../lib/content-policy.ts';
import type { Deployment } from './outputs.ts';

/** Files by path with forward slashes. */
export type SiteFiles = Record<string, Uint8Array>;

/** Where the page finds the backend; the shape that frontend/lib/config.ts reads. */
export const webConfig = ({ ApiUrl }: Deployment) => ({ apiUrl: ApiUrl });

/** Reads the export and finishes it for this deployment. Throws NoPage where the folder holds no index.html. */
export function siteFiles(folder: string, deployment: Deployment): SiteFiles {
  const policy = servicesPolicy({ apiUrl: deployment.ApiUrl, mediaUrl: deployment.MediaUrl });
  const files: SiteFiles = {};
  for (const path of filesBelow(folder)) {
    const content = readFileSync(join(folder, path));
    files[path] = path.endsWith('.html') ? Buffer.from(addPolicy(content.toString('utf8'), policy)) : content;
  }
  if (!files['index.html']) throw new AppError('NoPage', 500, 'The export of the page holds no index.html.');
  files['config.json'] = Buffer.from(`${JSON.stringify(webConfig(deployment), null, 2)}\n`);
  return files;
}

/** Relative paths with forward slashes. Hidden files are notes of the build and no part of the page. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep))
    .filter((parts) => !parts.some((part) => part.startsWith('.')))
    .map((parts) => parts.join('/'))
    .sort();
}

/** One moment for every file, so that the same site gives the same archive. The format begins with 1980. */
const MODIFIED = new Date(1980, 0, 1);

export function zipSite(files: SiteFiles): Uint8Array {
  return zipSync(files, { level: 9, mtime: MODIFIED });
}
