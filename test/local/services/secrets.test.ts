import { GetSecretValueCommand, ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSecrets } from '../../../local/services/secrets.ts';
import { type Listener, listen } from '../../../local/services/wire/listen.ts';
import { createWireHandler } from '../../../local/services/wire.ts';

let listener: Listener;
let client: SecretsManagerClient;
beforeAll(async () => {
  const services = [createSecrets(new Map([['openai', 'key-1']]))];
  listener = await listen(createWireHandler({ services, secretFor: () => 'secret' }), { port: 0 });
  const credentials = { accessKeyId: 'LOCALKEY', secretAccessKey: 'secret' };
  client = new SecretsManagerClient({ region: 'us-east-1', endpoint: listener.url, credentials, maxAttempts: 1 });
});
afterAll(() => listener.close());

test('a secret is read by its name, and a missing one is an exception', async () => {
  const reply = await client.send(new GetSecretValueCommand({ SecretId: 'openai' }));
  expect(reply).toMatchObject({ Name: 'openai', SecretString: 'key-1' });
  await expect(client.send(new GetSecretValueCommand({ SecretId: 'other' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  await expect(client.send(new ListSecretsCommand({}))).rejects.toMatchObject({
    message: expect.stringContaining('ListSecrets'),
  });
});
