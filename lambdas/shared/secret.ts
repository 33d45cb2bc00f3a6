import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

let client: SecretsManagerClient | undefined;
const known = new Map<string, { value: string; until: number }>();

/** How long a warm function trusts a secret it has read, so that a rotated one is taken up without a deploy. */
const TRUST_MS = 5 * 60_000;

/** The text of a secret. */
export async function readSecret(id: string): Promise<string> {
  const kept = known.get(id);
  if (kept && kept.until > Date.now()) return kept.value;
  client ??= new SecretsManagerClient({});
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }));
  if (!SecretString) throw new Error('The secret has no text.');
  known.set(id, { value: SecretString, until: Date.now() + TRUST_MS });
  return SecretString;
}
