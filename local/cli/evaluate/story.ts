/**
 * `evaluate story`: how the stories of a folder's photos read: what they share, what a grammar checker finds, whether they
 * speak of what was seen and of nothing else.
 */
import { AppError } from '../../../core/errors.ts';
import { readMood } from '../../../core/mood.ts';
import { countWords } from '../../../core/story/grammar.ts';
import { pictureSeed, writeStory } from '../../../core/story/writer.ts';
import { startVision } from '../../engines/vision.ts';
import { modelsFolder } from '../../models/files.ts';
import { readArguments } from '../arguments.ts';
import { DATA_DIR } from '../data-dir.ts';
import { look, photosIn, type Seen } from './pictures.ts';
import { labelsMentioned, tellableLabels, unseenClaims } from './story/claims.ts';
import { openGrammarCheck } from './story/grammar-check.ts';
import { likeness } from './story/likeness.ts';

const USAGE = 'npm run evaluate -- story --images DIR [--json]';

interface Judged {
  photo: string;
  title: string;
  text: string;
  words: number;
  /** Different things that the story could have named, and how many it names. */
  labels: number;
  mentioned: number;
  claims: string[];
  grammar: string[];
}

export async function run(words: string[]): Promise<void> {
  const { values } = readArguments(
    USAGE,
    {
      images: { type: 'string', help: 'a folder of photos' },
      json: { type: 'boolean', help: 'print one JSON document' },
    },
    words,
  );
  const folder = values.images;
  if (!folder) throw new AppError('InvalidCommand', 400, `Say which photos. Usage: ${USAGE}`);
  const names = photosIn(folder);
  const vision = startVision({ modelsFolder: modelsFolder(DATA_DIR, process.env).path });
  const grammar = await openGrammarCheck();
  const stories: Judged[] = [];
  try {
    await vision.ready;
    for (const name of names) stories.push(await judge(name, await look(vision, folder, name), grammar));
  } finally {
    await vision.close();
  }
  const result = summary(stories);
  if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else print(result, stories);
}

async function judge(
  photo: string,
  seen: Seen,
  grammar: Awaited<ReturnType<typeof openGrammarCheck>>,
): Promise<Judged> {
  const caption = null;
  const reading = readMood({ ...seen, caption });
  const { title, text } = writeStory({ ...seen, caption, reading, seed: pictureSeed(seen) });
  const labels = tellableLabels(seen.labels);
  const colours = seen.properties.colours.map(({ name }) => name);
  const findings = await grammar.findings(text);
  return {
    photo,
    title,
    text,
    words: countWords(text),
    labels: labels.length,
    mentioned: labelsMentioned(text, labels),
    claims: unseenClaims(`${title}. ${text}`, { labels: seen.labels, caption, face: seen.faces.length > 0, colours }),
    grammar: findings.map(({ kind, text: place, message }) => `${kind}: "${place}": ${message}`),
  };
}

function summary(stories: readonly Judged[]) {
  const { max, mean, pair } = likeness(stories.map(({ text }) => text));
  const words = stories.map((story) => story.words);
  const total = words.reduce((sum, count) => sum + count, 0);
  const findings = stories.reduce((sum, { grammar }) => sum + grammar.length, 0);
  // A picture of one thing, or of none that was recognised, cannot have two named.
  const telling = stories.filter(({ labels }) => labels >= 2);
  return {
    stories: stories.length,
    shared4gramMax: max,
    shared4gramMean: mean,
    closestPair: pair?.map((at) => stories[at]!.photo) ?? null,
    grammarPer100Words: total === 0 ? 0 : (100 * findings) / total,
    words: { min: Math.min(...words), median: median(words), max: Math.max(...words) },
    labelsMentionedMin: telling.length === 0 ? null : Math.min(...telling.map(({ mentioned }) => mentioned)),
    photosOfFewerThanTwoThings: stories.length - telling.length,
    unseenClaims: stories.reduce((sum, { claims }) => sum + claims.length, 0),
  };
}

function print(result: ReturnType<typeof summary>, stories: readonly Judged[]): void {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  for (const { photo, title, text, claims, grammar } of stories) {
    say(`${photo}\n  ${title}\n  ${text}`);
    for (const claim of claims) say(`  claim: ${claim}`);
    for (const finding of grammar) say(`  ${finding}`);
  }
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  say(`${result.stories} stories of ${result.words.min} to ${result.words.max} words (median ${result.words.median})`);
  say(`shared 4-grams: ${percent(result.shared4gramMax)} at most, ${percent(result.shared4gramMean)} in the mean`);
  say(`grammar findings per 100 words: ${result.grammarPer100Words.toFixed(2)}`);
  say(
    `labels mentioned: ${result.labelsMentionedMin ?? 'none to mention'} at least; unseen claims: ${result.unseenClaims}`,
  );
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}
