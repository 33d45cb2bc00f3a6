/** A process that serves a folder's table over the AWS wire, and tells at /reads how many items it was asked for. */
import { openDynamoDb } from '../local/services/dynamodb.ts';
import { listen } from '../local/services/wire/listen.ts';
import { createWireHandler, type WireCall } from '../local/services/wire.ts';

const [folder = '', name = ''] = process.argv.slice(2);
const database = await openDynamoDb(folder);
let reads = 0;

function count({ operation, body }: WireCall): void {
  if (operation === 'GetItem') reads += 1;
  if (operation !== 'BatchGetItem') return;
  const { RequestItems } = JSON.parse(body.toString()) as { RequestItems: Record<string, { Keys: unknown[] }> };
  reads += RequestItems[name]?.Keys.length ?? 0;
}

const answer = createWireHandler({
  secretFor: () => 'secret',
  services: [
    {
      signingName: database.signingName,
      handle(call) {
        count(call);
        return database.handle(call);
      },
    },
  ],
});
const server = await listen(
  (request, response) => {
    if (request.url === '/reads') response.end(String(reads));
    else answer(request, response);
  },
  { port: 0 },
);
process.stdout.write(`${JSON.stringify({ url: server.url })}\n`);
