import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

// Made while the function starts, which Lambda does at full speed whatever the function's memory. Where it connects to
// is decided by the environment alone (AWS_ENDPOINT_URL, AWS_REGION), as in any AWS program.
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
  marshallOptions: { removeUndefinedValues: true },
});

/** The client of both tables. */
export const documents = () => client;
