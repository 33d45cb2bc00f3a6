/** The contract suite against the local cloud with its own eyes and voice. */
import { contractSuite } from './suite.ts';
import { startTarget } from './target.ts';

const target = await startTarget();
contractSuite('the local cloud', target, target.close);
