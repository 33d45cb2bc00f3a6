/** `npm run doctor`: what is configured, what is missing, and what each missing thing costs. */
import '../require-node-24.ts';
import { readArguments } from './arguments.ts';
import { DATA_DIR } from './data-dir.ts';
import { examine, type Finding } from './findings.ts';
import { runCommand } from './run.ts';

const MARKS: Record<Finding['state'], string> = { ready: 'ready  ', absent: 'absent ', broken: 'BROKEN ' };

await runCommand(async () => {
  const { values } = readArguments('npm run doctor -- [--json]', {
    json: { type: 'boolean', help: 'print one JSON document' },
  });
  const findings = await examine(DATA_DIR);
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ findings })}\n`);
  } else {
    for (const { name, state, found, without } of findings) {
      process.stdout.write(`${MARKS[state]} ${name.padEnd(22)} ${found}\n`);
      if (state !== 'ready' && without) process.stdout.write(`        ${' '.repeat(22)} ${without}\n`);
    }
  }
  if (findings.some(({ state }) => state === 'broken')) process.exitCode = 1;
});
