/** docs/costs.md: what a lookup, a recap and a thousand idle hours cost, each figure from block sizes and prices. */
import type { CatalogueIndex } from '../../core/catalogue/index-builder.ts';
import { indexItems } from '../../core/catalogue/items.ts';
import type { Track } from '../../core/catalogue/track.ts';
import { PROBES } from '../../core/ranking/probes.ts';
import { SCRIPT_WORDS } from '../../core/story/schema.ts';
import type { Deployment } from './deployment.ts';
import { computedLookup, type LookupCost, measuredLookup } from './lookup.ts';
import { millionth, PRICES, type PriceName } from './prices.ts';

/** Every how many-th song of the starter catalogue is looked up for the mean. */
const ASKED_EVERY = 5;
const SIZES = [100_000, 1_000_000, 10_000_000];

/** What is not computed but assumed, on the high side; each is named on the page. */
const ASSUMED = {
  functionSeconds: 1,
  /** Of a recap's item, on average over its writes and reads. */
  itemKilobytes: 8,
  itemWrites: 24,
  polls: 12,
  photoGets: 8,
  objectWrites: 6,
  photoMegabytes: 1,
  endpointSeconds: 0.5,
  lettersPerWord: 6,
  modelTokensRead: 1500,
  modelTokensWritten: 700,
  imageGigabytes: 0.1,
  hours: 1000,
  hoursPerMonth: 730,
};

type Line = { what: string; dollars: number };
export type CostInput = { deployment: Deployment; index: CatalogueIndex; tracks: readonly Track[] };

export function costsPage({ deployment, index, tracks }: CostInput): string {
  const starter = measuredLookup(
    index,
    tracks.filter((_, at) => at % ASKED_EVERY === 0),
  );
  const recap = recapLines(deployment, starter);
  const idle = idleLines(deployment, index, tracks);
  const model: Line = {
    what: 'where a language model writes: its tokens, and the list made again',
    dollars:
      millionth('modelInput', ASSUMED.modelTokensRead) +
      millionth('modelOutput', ASSUMED.modelTokensWritten) +
      millionth('readUnits', starter.readUnits),
  };
  return `# Costs

Made by \`npm run costs\`; a test holds that it is current. In US dollars for us-east-1, before any free tier, from the prices at
the end of the page, as listed in November 2026. Traffic to the internet and tax are left out.

| | dollars |
|---|---|
| a million lookups in the starter catalogue | ${money(millionth('readUnits', starter.readUnits) * 1e6)} |
| a million lookups in a million songs | ${money(millionth('readUnits', computedLookup(1_000_000).readUnits) * 1e6)} |
| a recap | ${money(sum(recap))} |
| a thousand idle hours | ${money(sum(idle))} |

## A lookup

DynamoDB bills half a read unit for each 4 KB begun of each item, read eventually consistent. A lookup reads the pointer to the served
version, its changes, the posting blocks of ${PROBES} clusters and of the moment's themes, and ten songs. For the starter catalogue the blocks are those of
the index itself, read for every ${ASKED_EVERY}th of its songs as the target; for larger ones they are of equal size and without the themes.

| songs | items | kilobytes | read units | dollars a million |
|---|---|---|---|---|
${[lookupRow(`${tracks.length.toLocaleString('en')}, the starter catalogue`, starter), ...SIZES.map((size) => lookupRow(size.toLocaleString('en'), computedLookup(size)))].join('\n')}

## A recap

${deployment.transitions} states are passed and ${deployment.steps.length} functions run where the template writer tells the story. Assumed, on the high side: a function runs for
${ASSUMED.functionSeconds} s, the item has ${ASSUMED.itemKilobytes} KB and is written ${ASSUMED.itemWrites} times, the page asks ${ASSUMED.polls} times how far it is.

${table(recap)}

${table([model])}

## A thousand idle hours

What is billed although nobody comes. Functions, the endpoint, the state machine and the API cost nothing then.

${table(idle)}

## Prices

| what | dollars | for | listed at |
|---|---|---|---|
${(Object.keys(PRICES) as PriceName[])
  .map((name) => `| ${words(name)} | ${PRICES[name].dollars} | ${PRICES[name].unit} | ${PRICES[name].page} |`)
  .join('\n')}
`;
}

function recapLines({ transitions, steps, memory }: Deployment, lookup: LookupCost): Line[] {
  const gigabytes = steps.map((step) => {
    const handler = `recap/${step.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase()}`;
    const size = memory.get(handler);
    if (size === undefined) throw new Error(`There is no function ${handler} in the templates.`);
    return size;
  });
  const apiMemory = memory.get('api/recaps');
  if (apiMemory === undefined) throw new Error('There is no function api/recaps in the templates.');
  const calls = ASSUMED.polls + 2;
  const perSecond = gigabytes.reduce((total, size) => total + size, 0) * ASSUMED.functionSeconds;
  const letters = SCRIPT_WORDS.max * ASSUMED.lettersPerWord;
  return [
    {
      what: 'looking: labels, faces, moderation',
      dollars: millionth('labels', 1) + millionth('faces', 1) + millionth('moderation', 1),
    },
    {
      what: `speaking: at most ${SCRIPT_WORDS.max} words, and once more for their times`,
      dollars: millionth('speech', 2 * letters),
    },
    { what: 'state transitions', dollars: millionth('transitions', transitions) },
    {
      what: 'functions',
      dollars:
        millionth('functionSeconds', perSecond + calls * apiMemory * 0.1) +
        millionth('functionRequests', steps.length + calls),
    },
    {
      what: 'the recap’s item',
      dollars:
        millionth('writeUnits', ASSUMED.itemWrites * ASSUMED.itemKilobytes) +
        millionth('readUnits', (calls * ASSUMED.itemKilobytes) / 4),
    },
    {
      what: 'finding songs',
      dollars: millionth('readUnits', lookup.readUnits) + millionth('endpointSeconds', ASSUMED.endpointSeconds),
    },
    { what: 'API, events', dollars: millionth('apiRequests', calls) + millionth('events', 1) },
    {
      what: `photo and narration, kept for a year`,
      dollars:
        millionth('objectWrites', ASSUMED.objectWrites) +
        millionth('objectReads', ASSUMED.photoGets) +
        (PRICES.objectStorage.dollars * 12 * ASSUMED.photoMegabytes) / 1024,
    },
  ];
}

function idleLines({ alarms }: Deployment, index: CatalogueIndex, tracks: readonly Track[]): Line[] {
  const months = ASSUMED.hours / ASSUMED.hoursPerMonth;
  let bytes = 0;
  for (const item of indexItems(index, tracks)) {
    for (const value of Object.values(item))
      bytes += value instanceof Uint8Array ? value.length : JSON.stringify(value ?? null).length;
  }
  const gigabytes = bytes / 1024 ** 3;
  return [
    { what: `${alarms} alarms`, dollars: months * alarms * PRICES.alarms.dollars },
    { what: 'one secret, where a language model writes', dollars: months * PRICES.secrets.dollars },
    {
      what: 'the image of the k-means container',
      dollars: months * ASSUMED.imageGigabytes * PRICES.imageStorage.dollars,
    },
    {
      what: `the starter catalogue, ${(bytes / 1024 ** 2).toFixed(1)} MB, and its backup`,
      dollars: months * gigabytes * (PRICES.tableStorage.dollars + PRICES.tableBackup.dollars),
    },
  ];
}

const lookupRow = (name: string, { items, kilobytes, readUnits: units }: LookupCost) =>
  `| ${name} | ${items.toFixed(0)} | ${kilobytes.toFixed(0)} | ${units.toFixed(1)} | ${money(millionth('readUnits', units) * 1e6)} |`;

function table(lines: readonly Line[]): string {
  const rows = lines.map(({ what, dollars }) => `| ${what} | ${money(dollars)} |`);
  const end = lines.length > 1 ? [`| **together** | **${money(sum(lines))}** |`] : [];
  return ['| | dollars |', '|---|---|', ...rows, ...end].join('\n');
}

const sum = (lines: readonly Line[]) => lines.reduce((total, { dollars }) => total + dollars, 0);
const words = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** Two figures that count, no more than cents where there are whole dollars. */
function money(dollars: number): string {
  if (dollars >= 1) return dollars.toFixed(2);
  return dollars === 0 ? '0' : dollars.toFixed(Math.min(7, 1 - Math.floor(Math.log10(dollars))));
}
