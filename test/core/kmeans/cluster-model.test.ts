import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { INDEX_WEIGHTS, stretch, toUnitPoint } from '../../../core/catalogue/indexed-vector.ts';
import { AppError } from '../../../core/errors.ts';
import { DEFAULT_WEIGHTS, FEATURES, normaliseFeature } from '../../../core/features.ts';
import {
  type ClusterModel,
  clusterQuery,
  decodeModel,
  encodeModel,
  nearestInModel,
} from '../../../core/kmeans/cluster-model.ts';
import { arbitraryFeatures, arbitraryWeights } from '../arbitraries.ts';

const arbitraryModel: fc.Arbitrary<ClusterModel> = fc
  .array(fc.record({ features: arbitraryFeatures, mode: fc.constantFrom('major' as const, 'minor' as const) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((tracks) => ({
    version: 3,
    dimensions: 11,
    k: tracks.length,
    weights: [...INDEX_WEIGHTS],
    centroids: stretch(
      Float32Array.from(tracks.flatMap((track) => [...toUnitPoint({ ...track, durationSeconds: 200 })])),
    ),
  }));

describe('nearestInModel', () => {
  test('is the weighted distance of the nine features, whatever the index was stretched by', () => {
    fc.assert(
      fc.property(arbitraryModel, arbitraryFeatures, arbitraryWeights, (model, features, weights) => {
        const hits = nearestInModel(model, clusterQuery({ features, weights }), model.k);
        expect(hits).toHaveLength(model.k);
        for (const { cluster, distance } of hits) {
          const expected = FEATURES.reduce((sum, feature, d) => {
            const centroid = model.centroids[cluster * 11 + d]! / Math.sqrt(INDEX_WEIGHTS[d]!);
            return sum + weights[feature] * (centroid - normaliseFeature(feature, features[feature])) ** 2;
          }, 0);
          expect(distance).toBeCloseTo(Math.sqrt(expected), 4);
        }
      }),
    );
  });

  test("without weights the model's own count", () => {
    fc.assert(
      fc.property(arbitraryModel, arbitraryFeatures, (model, features) => {
        const query = clusterQuery({ features, weights: DEFAULT_WEIGHTS });
        const plain = nearestInModel(model, { features: query.features }, 3);
        nearestInModel(model, query, 3).forEach((hit, i) => {
          expect(plain[i]!.distance).toBeCloseTo(hit.distance, 6);
        });
      }),
    );
  });

  test('refuses a query with another number of figures', () => {
    const model = fc.sample(arbitraryModel, { numRuns: 1, seed: 1 })[0]!;
    expect(() => nearestInModel(model, { features: [1] }, 1)).toThrow(AppError);
    expect(() => nearestInModel(model, { features: new Array(9).fill(0.5), weights: [1] }, 1)).toThrow(AppError);
  });
});

describe('the stored model', () => {
  test('survives being written and read', () => {
    fc.assert(
      fc.property(arbitraryModel, (model) => {
        expect(decodeModel(encodeModel(model))).toEqual(model);
      }),
    );
  });

  const files = encodeModel(fc.sample(arbitraryModel, { numRuns: 1, seed: 2 })[0]!);
  const text = (value: string) => new TextEncoder().encode(value);
  test.each([
    ['without a description', ['model.json', null]],
    ['without centroids', ['centroids.bin', null]],
    ['whose description is no JSON', ['model.json', text('{')]],
    ['whose description says something else', ['model.json', text('{"version":1}')]],
    ['with centroids cut short', ['centroids.bin', files.get('centroids.bin')!.slice(4)]],
    ['with a loose byte', ['centroids.bin', Uint8Array.from([...files.get('centroids.bin')!, 0])]],
    ['with a centroid that is not a number', ['centroids.bin', files.get('centroids.bin')!.map(() => 0xff)]],
  ] as [string, [string, Uint8Array | null]][])('is refused %s', (_, [name, bytes]) => {
    const broken = new Map(files);
    if (bytes === null) broken.delete(name);
    else broken.set(name, bytes);
    expect(() => decodeModel(broken)).toThrow(expect.objectContaining({ code: 'InvalidModel' }));
  });
});
