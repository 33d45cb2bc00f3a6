/** What tests get as fast-check: every run tries the same examples, so that none fails that did not the time before. */
import fc from '../node_modules/fast-check/lib/fast-check.js';

fc.configureGlobal({ seed: 20_261_126 });

export default fc;
