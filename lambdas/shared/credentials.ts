/** Stands in for the SDK's default chain of credentials when functions are bundled. */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
