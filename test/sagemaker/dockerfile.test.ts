import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { tsv } from '../core/catalogue/starter-text.ts';
import { Container, ended, listening, REPOSITORY } from './container.ts';

test("the Dockerfile's bundles run as programs named train and serve", async () => {
  const dockerfile = await readFile(join(REPOSITORY, 'sagemaker/Dockerfile'), 'utf8');
  const bundling = /^RUN (node_modules\/\.bin\/esbuild [\s\S]*?package\.json)$/m.exec(dockerfile)![1]!;
  const container = await Container.create({
    'input/data/train/part.tsv': tsv({ id: '1' }, { id: '2', energy: '.1' }),
  });
  const out = join(container.folder, 'out');
  // The image's folders, led to those of this machine.
  const command = bundling
    .replaceAll('\\\n', ' ')
    .replace('node_modules/.bin/esbuild', `${REPOSITORY}/node_modules/.bin/esbuild --log-level=warning`)
    .replaceAll('app/', `${REPOSITORY}/`)
    .replaceAll(/(?<=[ =])out(?=[/ ])/g, out);
  await promisify(execFile)('sh', ['-c', command]);

  expect(await ended(container.start(join(out, 'train')))).toMatchObject({ code: 0 });
  const serve = container.start(join(out, 'serve'));
  const end = ended(serve);
  expect((await fetch(`${await listening(serve)}/ping`)).status).toBe(200);
  serve.kill('SIGTERM');
  expect(await end).toMatchObject({ code: 0 });
  await container.remove();
});
