/** The catalogue table as the importer reads and writes it, local or deployed. */
import { BatchWriteItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  ScanCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { toAttributes } from '../../../core/catalogue/dynamo-json.ts';
import { metaItemSchema, pointerItemSchema, trackFromItem } from '../../../core/catalogue/items.ts';
import type { Track } from '../../../core/catalogue/track.ts';
import { FIRST_IMPORTED_ORDINAL } from '../../../core/catalogue/track.ts';
import { catalogueKeys } from '../../../core/contracts/names.ts';
import { AppError } from '../../../core/errors.ts';

const WRITE_BATCH = 25;
const READ_BATCH = 100;
const AT_ONCE = 8;
const TRIES = 8;
const SEGMENTS = 4;

type Item = Record<string, unknown> & { pk: string };

export interface Contents {
  readonly tracks: Track[];
  /** Keys of each index version's items. */
  readonly versions: Map<number, string[]>;
}

export class CatalogueTable {
  readonly #documents: DynamoDBDocumentClient;
  readonly #name: string;

  constructor(documents: DynamoDBDocumentClient, name: string) {
    this.#documents = documents;
    this.#name = name;
  }

  /** Everything in it, without the blocks' bytes. */
  async read(): Promise<Contents> {
    const contents: Contents = { tracks: [], versions: new Map() };
    await Promise.all(Array.from({ length: SEGMENTS }, (_, segment) => this.#readSegment(segment, contents)));
    return contents;
  }

  async #readSegment(Segment: number, { tracks, versions }: Contents): Promise<void> {
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = await this.#documents.send(
        new ScanCommand({ TableName: this.#name, Segment, TotalSegments: SEGMENTS, ExclusiveStartKey }),
      );
      for (const item of (page.Items ?? []) as Item[]) {
        const version = Number(/^v(\d+)#/.exec(item.pk)?.[1]);
        if (item.pk.startsWith('track#')) tracks.push(trackFromItem(item));
        else if (version > 0) versions.set(version, [...(versions.get(version) ?? []), item.pk]);
      }
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
  }

  async version(): Promise<number> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#name, Key: { pk: catalogueKeys.current }, ConsistentRead: true }),
    );
    return Item ? pointerItemSchema.parse(Item).version : 0;
  }

  /** Clusters of an index version; 0 where it is not there. */
  async clusters(version: number): Promise<number> {
    const [meta] = await this.get([catalogueKeys.meta(version)]);
    return meta === undefined ? 0 : metaItemSchema.parse(meta).k;
  }

  /** Items by key; keys without one are left out. */
  async get(keys: readonly string[]): Promise<Item[]> {
    const found: Item[] = [];
    await this.#inBatches(keys, READ_BATCH, async (batch) => {
      let wanted: Record<string, unknown>[] = batch.map((pk) => ({ pk }));
      for (let attempt = 0; wanted.length > 0; attempt++) {
        await pause(attempt);
        const reply = await this.#documents.send(
          new BatchGetCommand({ RequestItems: { [this.#name]: { Keys: wanted } } }),
        );
        found.push(...((reply.Responses?.[this.#name] ?? []) as Item[]));
        wanted = reply.UnprocessedKeys?.[this.#name]?.Keys ?? [];
      }
    });
    return found;
  }

  /** Writes items, several batches at once; what DynamoDB had no room for is sent again. */
  async put(items: Iterable<object>): Promise<void> {
    await this.#write(items, (item) => ({ PutRequest: { Item: toAttributes(item) } }));
  }

  async remove(keys: Iterable<string>): Promise<void> {
    await this.#write(keys, (pk) => ({ DeleteRequest: { Key: toAttributes({ pk }) } }));
  }

  async #write<T>(entries: Iterable<T>, toRequest: (entry: T) => WriteRequest): Promise<void> {
    await this.#inBatches(entries, WRITE_BATCH, async (batch) => {
      let left = batch.map(toRequest);
      for (let attempt = 0; left.length > 0; attempt++) {
        await pause(attempt);
        // Written by the million, so without the document client, which looks at every value twice more.
        const reply = await this.#documents.send(new BatchWriteItemCommand({ RequestItems: { [this.#name]: left } }));
        left = reply.UnprocessedItems?.[this.#name] ?? [];
      }
    });
  }

  async #inBatches<T>(entries: Iterable<T>, size: number, work: (batch: T[]) => Promise<void>): Promise<void> {
    const iterator = entries[Symbol.iterator]();
    const take = () => {
      const batch: T[] = [];
      while (batch.length < size) {
        const next = iterator.next();
        if (next.done) break;
        batch.push(next.value);
      }
      return batch;
    };
    const worker = async () => {
      for (let batch = take(); batch.length > 0; batch = take()) await work(batch);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  /** Makes the counters where there are none yet: ordinals and versions above all that are in use. */
  async prepare(highestOrdinal: number, highestVersion: number): Promise<void> {
    try {
      await this.#documents.send(
        new PutCommand({
          TableName: this.#name,
          Item: {
            pk: catalogueKeys.importState,
            nextOrdinal: Math.max(FIRST_IMPORTED_ORDINAL, highestOrdinal + 1),
            nextVersion: highestVersion + 1,
            unindexed: false,
          },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
    }
  }

  /** Takes `count` numbers nobody else gets; gives the first. */
  async reserve(counter: 'nextOrdinal' | 'nextVersion', count: number): Promise<number> {
    const { Attributes } = await this.#documents.send(
      new UpdateCommand({
        TableName: this.#name,
        Key: { pk: catalogueKeys.importState },
        UpdateExpression: 'ADD #counter :count',
        ExpressionAttributeNames: { '#counter': counter },
        ExpressionAttributeValues: { ':count': count },
        ReturnValues: 'UPDATED_NEW',
      }),
    );
    return Number(Attributes?.[counter]) - count;
  }

  /** Whether tracks were written that the served index does not know. */
  async isUnindexed(): Promise<boolean> {
    const [item] = await this.get([catalogueKeys.importState]);
    return item?.unindexed === true;
  }

  async setUnindexed(unindexed: boolean): Promise<void> {
    await this.#documents.send(
      new UpdateCommand({
        TableName: this.#name,
        Key: { pk: catalogueKeys.importState },
        UpdateExpression: 'SET unindexed = :unindexed',
        ExpressionAttributeValues: { ':unindexed': unindexed },
      }),
    );
  }

  /** Writes changes of a version over those of revision `from` (0: none yet). Throws `CatalogueChanged`. */
  async putChanges(item: { readonly pk: string }, from: number): Promise<void> {
    await this.#putWhere(item, 'revision', from);
  }

  /** Serves version `to` in place of `from` (0: none yet). Throws `CatalogueChanged` where another one is served by now. */
  async flip(from: number, to: number): Promise<void> {
    await this.#putWhere({ pk: catalogueKeys.current, version: to }, 'version', from);
  }

  /** Writes an item where the stored one has `from` in a field (0: where there is none). */
  async #putWhere(item: object, field: string, from: number): Promise<void> {
    try {
      await this.#documents.send(
        new PutCommand({
          TableName: this.#name,
          Item: { ...item },
          ...(from === 0
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : {
                ConditionExpression: '#field = :from',
                ExpressionAttributeNames: { '#field': field },
                ExpressionAttributeValues: { ':from': from },
              }),
        }),
      );
    } catch (cause) {
      if (!isConditionFailure(cause)) throw cause;
      throw new AppError(
        'CatalogueChanged',
        409,
        'Another import changed the catalogue meanwhile. Please run this one again.',
        { cause },
      );
    }
  }
}

function isConditionFailure(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException';
}

async function pause(attempt: number): Promise<void> {
  if (attempt === TRIES) throw new AppError('TransientFailure', 503, 'The catalogue table is busy. Please try again.');
  if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, 50 * 2 ** attempt));
}
