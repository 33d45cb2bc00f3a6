import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { resourcesOf, type StackPart, synthesise, type Template } from './synthesised.ts';

const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:alarms';
const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');

let templates: Record<StackPart, Template>;
beforeAll(async () => {
  templates = await synthesise();
});

const alarmsOf = (all: Record<StackPart, Template>) =>
  Object.values(all).flatMap((template) => resourcesOf(template, 'AWS::CloudWatch::Alarm'));

/** Headings of docs/runbook.md below a heading, by the anchors that pages give them. */
function articles(chapter: string): string[] {
  const [text = ''] = runbook.split(`\n## ${chapter}\n`)[1]?.split('\n## ') ?? [];
  return [...text.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading!.toLowerCase());
}

describe('every alarm', () => {
  it('says in a sentence what is wrong, and which article of the runbook helps', () => {
    const anchors = alarmsOf(templates).map(({ id, Properties }) => {
      const [, anchor] = /^[A-Z].+\. What to do: docs\/runbook\.md#([a-z0-9]+)$/.exec(
        String(Properties.AlarmDescription),
      ) ?? [undefined, id];
      return anchor;
    });
    expect(anchors.length).toBeGreaterThan(6);
    expect(anchors.sort()).toEqual(articles('Alarms').sort());
  });

  it('stays quiet where nothing happens, and rings at the topic that is set', async () => {
    for (const { Properties } of alarmsOf(templates)) {
      expect(Properties).toMatchObject({ TreatMissingData: 'notBreaching' });
      expect(Properties).not.toHaveProperty('AlarmActions');
    }
    for (const { Properties } of alarmsOf(await synthesise({ alarmTopic: TOPIC }))) {
      expect(Properties.AlarmActions).toEqual([TOPIC]);
    }
  });
});

it('watches every queue, and the runbook tells of it', () => {
  const watched = JSON.stringify(alarmsOf(templates));
  for (const { id } of Object.values(templates).flatMap((template) => resourcesOf(template, 'AWS::SQS::Queue'))) {
    expect(watched).toContain(id);
    expect(runbook).toContain(`\`${id.slice(0, -8)}\``);
  }
});
