import type { PreSignUpTriggerEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { guestName } from '../../../core/guest.ts';
import { handler } from '../../../lambdas/accounts/admit-guest.ts';

const guest = guestName('9b2f6b9e-0c3a-4c57-9a6c-0d4f8f1f2b3c');

/** The event as a user pool sends it. */
const signUp = (userName: string, userAttributes: Record<string, string> = {}): PreSignUpTriggerEvent => ({
  version: '1',
  region: 'eu-west-1',
  userPoolId: 'eu-west-1_AbCdEf123',
  userName,
  triggerSource: 'PreSignUp_SignUp',
  callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: 'web' },
  request: { userAttributes, validationData: {} },
  response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
});

describe('admit-guest', () => {
  it('lets a guest in at once, with nothing verified', async () => {
    const event = await handler(signUp(guest));
    expect(event.response).toEqual({ autoConfirmUser: true, autoVerifyEmail: false, autoVerifyPhone: false });
  });

  it.each([
    ['ada', {}],
    ['guest-ada', {}],
    [guest, { email: 'ada@example.org' }],
    [guest, { phone_number: '+4900000000' }],
    ['ada', { email: 'ada@example.org' }],
  ])('lets %s with %j confirm an address first', async (userName, attributes) => {
    const event = await handler(signUp(userName, attributes));
    expect(event.response.autoConfirmUser).toBe(false);
  });
});
