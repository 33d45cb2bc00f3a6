import { join } from 'node:path';

/** A static export: the same files are served by the local cloud and published to Amplify Hosting. */
export default {
  output: 'export',
  images: { unoptimized: true },
  reactStrictMode: true,
  // Types are checked by `npm test`; the build itself needs no compiler.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: join(import.meta.dirname, '..') },
};
