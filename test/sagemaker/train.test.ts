import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { buildIndex, buildModelArtefact } from '../../core/catalogue/index-builder.ts';
import { parseStarterParts } from '../../core/catalogue/starter-assets.ts';
import { decodeModel } from '../../core/kmeans/cluster-model.ts';
import { seededRandom } from '../../core/random.ts';
import { tsv, variedTsv } from '../core/catalogue/starter-text.ts';
import { Container, ended, REPOSITORY } from './container.ts';

let container: Container;
afterEach(() => container.remove());

async function train(files: Record<string, string>) {
  container = await Container.create(files);
  return ended(container.start(process.execPath, [join(REPOSITORY, 'sagemaker/train.ts')]));
}
const file = (name: string) => readFile(join(container.folder, name));
async function model() {
  const names = ['model.json', 'centroids.bin'];
  return new Map(
    await Promise.all(names.map(async (name) => [name, new Uint8Array(await file(`model/${name}`))] as const)),
  );
}
function rows(count: number): string {
  const random = seededRandom(1);
  return Array.from({ length: count }, () => Array.from({ length: 11 }, () => random().toFixed(3)).join(',')).join(
    '\n',
  );
}

describe('train', () => {
  test('gives the clusters that the index builder gives for the same songs and seed', async () => {
    const part = variedTsv(120);
    const { code } = await train({
      'input/config/hyperparameters.json': '{"seed":"77","version":"9","_tuning_objective_metric":"x"}',
      'input/data/train/part.tsv': part,
    });
    expect(code).toBe(0);
    const index = buildIndex(parseStarterParts([part]).tracks, { version: 9, seed: 77 });
    expect(await model()).toEqual(buildModelArtefact(index));
  });

  test('takes rows of figures, as many clusters as told, and reports what it did', async () => {
    const { code, output } = await train({
      'input/config/hyperparameters.json': '{"k":"5","iterations":"3","feature_dim":"11"}',
      'input/data/train/a.csv': rows(40),
      'input/data/train/more/b.csv': `${rows(20)}\r\n`,
    });
    expect(code).toBe(0);
    expect(decodeModel(await model())).toMatchObject({ version: 1, k: 5, dimensions: 11 });
    expect(output).toContain('rows=60;');
    expect(JSON.parse(String(await file('output/data/metrics.json')))).toMatchObject({ rows: 60, k: 5, left_out: 0 });
  });

  test('needs no hyperparameters, and names the lines it left out', async () => {
    const { code, output } = await train({ 'input/data/train/part.tsv': tsv({ id: '1' }, { id: '2', energy: '7' }) });
    expect(code).toBe(0);
    expect(output).toContain('left out part.tsv:3 energy is above 1.');
  });

  test.each([
    [
      'a figure that is not a number',
      { 'input/data/train/a.csv': `${rows(2)}\n${'NaN,'.repeat(10)}1` },
      'a.csv:3 "NaN" is not',
    ],
    ['a row of another length', { 'input/data/train/a.csv': '1,0' }, 'a.csv:1 A row has 11 figures, not 2.'],
    ['no rows', { 'input/data/train/notes.txt': 'hello' }, 'no rows'],
    ['no channel', {}, 'no training channel'],
    ['a hyperparameter that is not known', { 'input/config/hyperparameters.json': '{"epochs":"3"}' }, 'epochs'],
  ])('with %s it ends with the reason where SageMaker looks for it', async (_, files, reason) => {
    const { code } = await train(files);
    expect(code).toBe(1);
    expect(String(await file('output/failure'))).toContain(reason);
  });
});
