import { sightsongApp } from '../lib/app.ts';
import { buildAssets } from '../scripts/build.ts';

await buildAssets({ native: 'lambda' });
sightsongApp().synth();
