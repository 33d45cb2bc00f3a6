import { ENV } from '../../core/contracts/names.ts';

/** A required environment variable; throws at start, naming it, where the stack did not set it. */
export function requireEnv(name: keyof typeof ENV): string {
  const value = process.env[ENV[name]];
  if (!value) throw new Error(`The environment variable ${ENV[name]} is not set.`);
  return value;
}

/** An optional environment variable. */
export function optionalEnv(name: keyof typeof ENV): string | undefined {
  return process.env[ENV[name]] || undefined;
}
