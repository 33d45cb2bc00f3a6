/**
 * `npm test`: lint, types and every test, with coverage of core. Its last line is `N passed, N failed, N skipped`; before it
 * stand the skipped tests, whose titles say why. With file names as arguments it runs only the tests of those files.
 */
import '../local/require-node-24.ts';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { startVitest, type TestCase } from 'vitest/node';
import { ROOT } from './build/paths.ts';
import { type Outcome, Tally } from './test/tally.ts';

const filters = process.argv.slice(2);
const tally = new Tally();

if (filters.length === 0) {
  runTool('lint', '@biomejs/biome/bin/biome', ['check', '.']);
  runTool('types', 'typescript/bin/tsc', ['--noEmit']);
  runTool('types of the web page', 'typescript/bin/tsc', ['--noEmit', '--project', 'frontend']);
}
await runTests();
process.stdout.write(`\n${tally.lines().join('\n')}\n`);
// Set, not called: what is still being written gets out.
process.exitCode = tally.failed > 0 ? 1 : 0;

/** A tool that ends well counts as one passed test. It is quiet unless it finds something. */
function runTool(name: string, program: string, args: string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'node_modules', program), ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) process.stdout.write(`${stdout}${stderr}`);
  tally.count(name, status === 0 ? 'passed' : 'failed');
}

async function runTests(): Promise<void> {
  const failedTools = tally.failed;
  const coverage = { enabled: filters.length === 0 };
  const vitest = await startVitest('test', filters, { root: ROOT, run: true, watch: false, coverage });
  const modules = vitest.state.getTestModules();
  if (modules.length === 0) tally.count(`no test ran: ${filters.join(' ') || 'see above'}`, 'failed');
  for (const module of modules) {
    for (const test of module.children.allTests()) countTest(test);
    for (const suite of module.children.allSuites()) {
      for (const { message } of suite.errors()) tally.count(`${suite.fullName}: ${message}`, 'failed');
    }
    for (const { message } of module.errors()) tally.count(`${module.relativeModuleId}: ${message}`, 'failed');
  }
  for (const error of vitest.state.getUnhandledErrors()) {
    // Those of a worker come as plain data, which has no words of its own.
    tally.count(`unhandled: ${(error as Partial<Error> | null)?.message ?? JSON.stringify(error)}`, 'failed');
  }
  // Coverage is measured once all tests pass; which threshold it misses vitest prints, and tells by the exit code alone.
  const measured = coverage.enabled && tally.failed === failedTools;
  if (measured) tally.count('coverage of core', process.exitCode ? 'failed' : 'passed');
  await vitest.close();
}

function countTest(test: TestCase): void {
  const [outcome, remark] = outcomeOf(test);
  tally.count(`${test.module.relativeModuleId} > ${test.fullName}${remark ? ` (${remark})` : ''}`, outcome);
}

function outcomeOf(test: TestCase): [Outcome, string?] {
  const result = test.result();
  if (result.state === 'passed' || result.state === 'failed') return [result.state];
  if (result.state === 'skipped' && result.note) return ['skipped', result.note];
  // Nobody asked to skip a test of mode "run": what its suite set up had failed, or the run was cut short.
  return test.options.mode === 'run' ? ['failed', 'did not run'] : ['skipped'];
}
