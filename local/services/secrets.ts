/** The local Secrets Manager: the secrets that this machine's environment gives, to read only. */
import { AppError } from '../../core/errors.ts';
import { jsonService } from './wire/json.ts';
import type { WireService } from './wire.ts';

/** @param secrets text by secret name. */
export function createSecrets(secrets: ReadonlyMap<string, string>): WireService {
  return jsonService({
    signingName: 'secretsmanager',
    targetPrefix: 'secretsmanager',
    protocol: '1.1',
    operations: {
      GetSecretValue: ({ SecretId }) => {
        // A client may name the secret or give its ARN, whose last six characters are not the name's.
        const name = String(SecretId).replace(/^arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:(.+)-\w{6}$/, '$1');
        const value = secrets.get(name);
        if (value === undefined) {
          throw new AppError('ResourceNotFoundException', 400, "Secrets Manager can't find the specified secret.");
        }
        return { Name: name, SecretString: value, VersionStages: ['AWSCURRENT'] };
      },
    },
  });
}
