/**
 * Preloaded into `next build`. Next sets up TypeScript even where its configuration says that types are not checked: it
 * looks for the compiler and the types of React, and would install them by itself. They are checked by `npm test`, with
 * everything installed; to build the pages they are not needed.
 */
import { registerHooks } from 'node:module';

registerHooks({
  load(url, context, nextLoad) {
    if (!url.endsWith('/next/dist/lib/verify-typescript-setup.js')) return nextLoad(url, context);
    const source = 'exports.verifyAndRunTypeScript = async () => ({ version: null });';
    return { format: 'commonjs', shortCircuit: true, source };
  },
});
