import { copyFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findEntry } from '../../../../core/lexicon/index.ts';
import { awaitModels } from '../../../../local/engines/vision/arriving-models.ts';
import { labelsInFile } from '../../../../local/engines/vision/file-labels.ts';
import { IMAGENET_CLASSES } from '../../../../local/engines/vision/imagenet-classes.ts';
import { LABELER_LABELS } from '../../../../local/engines/vision/labeler-labels.ts';
import { loadSmallModels, smallModelsPresent } from '../../../../local/engines/vision/small-models.ts';
import { startVision, type VisionEngine } from '../../../../local/engines/vision.ts';
import { IMAGENET, modelsOf, OBJECT_LABELER } from '../../../../local/models/table.ts';

const models = process.env.SIGHTSONG_MODELS ?? '../shared/models';
const photos = join(process.env.SIGHTSONG_DATA ?? '../shared/data', 'media', 'photos');
const noModels = modelsOf('small').some(({ name }) => !existsSync(join(models, name)));
const missing = noModels || !existsSync(photos);
const why = 'needs the fetched models and the photos of the data folder';
const photo = (name: string) => readFileSync(join(photos, `${name}.jpg`));
const emptyFolder = () => mkdtempSync(join(tmpdir(), 'models-'));

const engines: VisionEngine[] = [];
const start = async (modelsFolder: string) => {
  const vision = startVision({ modelsFolder });
  engines.push(vision);
  await vision.ready;
  return async (name: string) => {
    const { labels } = await vision.detectLabels(photo(name));
    return labels.filter(({ confidence }) => confidence >= 35).map((label) => label.name);
  };
};
afterAll(() => Promise.all(engines.map((vision) => vision.close())));

describe('names in a model file', () => {
  test('a file without an archive has none', () => {
    expect(labelsInFile(Buffer.from('no archive'), 'labels.txt')).toBeNull();
    expect(labelsInFile(Buffer.from('PK\x05\x06'), 'labels.txt')).toBeNull();
  });

  test.skipIf(noModels)('every name of the table is one of the labeler (needs the fetched models)', () => {
    const own = new Set(labelsInFile(readFileSync(join(models, OBJECT_LABELER)), 'probability-labels-en.txt'));
    expect([...LABELER_LABELS.keys()].filter((name) => !own.has(name))).toEqual([]);
    expect(labelsInFile(readFileSync(join(models, OBJECT_LABELER)), 'other.txt')).toBeNull();
  });
});

describe('the lexicon', () => {
  test('rates every class of ImageNet by its own name', () => {
    expect(IMAGENET_CLASSES).toHaveLength(1001);
    expect(IMAGENET_CLASSES.filter((name) => name !== '' && !findEntry(name))).toEqual([]);
  });

  test.skipIf(noModels)('rates every name of the labeler (needs the fetched models)', () => {
    const own = labelsInFile(readFileSync(join(models, OBJECT_LABELER)), 'probability-labels-en.txt')!;
    expect(own).toHaveLength(631);
    expect(own.filter((name) => !findEntry(name))).toEqual([]);
  });
});

const awaitSmallModels = (folder: string | null) =>
  awaitModels(folder, { present: smallModelsPresent, load: loadSmallModels });

describe('models that are not there', () => {
  test('are awaited without an error', async () => {
    expect(await awaitSmallModels(null).current()).toBeNull();
    expect(await awaitSmallModels(join(emptyFolder(), 'none')).current()).toBeNull();
  });

  test('files of the right size with other bytes are not run', async () => {
    const folder = emptyFolder();
    for (const { name, bytes } of modelsOf('small')) writeFileSync(join(folder, name), Buffer.alloc(bytes));
    expect(await awaitSmallModels(folder).current()).toBeNull();
  });
});

describe('the vision engine with the fetched models', () => {
  test.skipIf(missing)(`sees animals, places, food and flowers (${why})`, async () => {
    const see = await start(models);
    expect(await see('azure_landmark')).toContain('Building');
    expect(await see('azure_innsbruck')).toContain('Bridge');
    expect(await see('lomiri_picosdeeuropa')).toEqual(expect.arrayContaining(['Mountain', 'Nature', 'Outdoors']));
    expect(await see('lomiri_picosdeeuropa')).not.toContain('Castle');
    expect(await see('mdn_ice_cream')).toEqual(expect.arrayContaining(['Ice Cream', 'Dessert', 'Food']));
    expect(await see('mdn_plumeria')).toEqual(expect.arrayContaining(['Flower', 'Plant']));
    expect(await see('mdn_hot_air_balloon')).not.toContain('Balloon');
    expect(await see('mdn_leopard')).toContain('Leopard');
    expect(await see('azure_faces')).not.toContain('Bow Tie');
  });

  test.skipIf(missing)(`models that arrive later are used from then on (${why})`, async () => {
    const folder = emptyFolder();
    const see = await start(folder);
    expect(await see('azure_house')).toEqual([]);
    for (const name of [OBJECT_LABELER, IMAGENET]) copyFileSync(join(models, name), join(folder, name));
    expect(await see('azure_house')).toContain('Building');
  });
});
