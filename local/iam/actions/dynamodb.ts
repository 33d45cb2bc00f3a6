import { AppError } from '../../../core/errors.ts';
import { parseJsonBody } from '../../services/wire/json.ts';
import type { Need, NeedsOf, Place } from '../actions.ts';
import { regionalArn, requiredText } from './arn.ts';

const ONE_TABLE: ReadonlySet<string> = new Set([
  'DeleteItem',
  'DescribeTable',
  'DescribeTimeToLive',
  'GetItem',
  'PutItem',
  'UpdateItem',
]);
const TABLE_OR_INDEX: ReadonlySet<string> = new Set(['Query', 'Scan']);
const SEVERAL_TABLES: ReadonlySet<string> = new Set(['BatchGetItem', 'BatchWriteItem']);

/** A batch is asked about once for each of its tables. */
export const dynamoDbNeeds: NeedsOf = (call, place) => {
  const operation = call.operation ?? '';
  const need = (resource: string): Need => ({ action: `dynamodb:${operation}`, resource });
  if (operation === 'ListTables') return [need('*')];
  const body = parseJsonBody(call);
  if (SEVERAL_TABLES.has(operation)) {
    const { RequestItems: items } = body;
    if (typeof items !== 'object' || items === null) {
      throw new AppError('ValidationException', 400, 'RequestItems must be given as a map of tables.');
    }
    return Object.keys(items).map((table) => need(tableArn(table, place)));
  }
  if (TABLE_OR_INDEX.has(operation)) {
    const table = tableArn(requiredText(body, 'TableName'), place);
    return [need(typeof body.IndexName === 'string' ? `${table}/index/${body.IndexName}` : table)];
  }
  return ONE_TABLE.has(operation) ? [need(tableArn(requiredText(body, 'TableName'), place))] : null;
};

function tableArn(table: string, place: Place): string {
  return table.startsWith('arn:') ? table : regionalArn(place, 'dynamodb', `table/${table}`);
}
