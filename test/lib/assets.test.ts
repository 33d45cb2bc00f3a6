import { describe, expect, it } from 'vitest';
import { assetPath } from '../../lib/assets.ts';

describe('assetPath', () => {
  it('says what to do where something is not built', () => {
    expect(() => assetPath('lambdas', 'recap/compose-symphony', 'host')).toThrow(
      'lambdas/recap/compose-symphony is not built yet. Please run npm run build first.',
    );
  });
});
