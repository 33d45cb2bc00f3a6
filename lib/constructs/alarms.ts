import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { Settings } from '../config.ts';

export type AlarmProps = {
  metric: IMetric;
  /** The alarm rings at this value and above, within one period of the metric. */
  threshold: number;
  /** What is wrong when it rings, in a sentence. */
  meaning: string;
};

/**
 * An alarm that says what is wrong and which article of docs/runbook.md helps; the article's heading is the alarm's id. It
 * rings at the topic of the settings, or only shows in the console without one.
 */
export function addAlarm(scope: Construct, id: string, { alarmTopic }: Settings, props: AlarmProps): void {
  const { metric, threshold, meaning } = props;
  const alarm = new Alarm(scope, id, {
    metric,
    threshold,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription: `${meaning} What to do: docs/runbook.md#${id.toLowerCase()}`,
  });
  if (alarmTopic) alarm.addAlarmAction(new SnsAction(Topic.fromTopicArn(scope, `${id}Topic`, alarmTopic)));
}
