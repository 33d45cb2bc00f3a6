/** Lets a guest in at once: somebody without an address to confirm, under a name that only guests have. */
import type { PreSignUpTriggerEvent } from 'aws-lambda';
import { isGuestName } from '../../core/guest.ts';

export const handler = async (event: PreSignUpTriggerEvent): Promise<PreSignUpTriggerEvent> => {
  const { email, phone_number: phone } = event.request.userAttributes;
  event.response.autoConfirmUser = isGuestName(event.userName) && !email && !phone;
  return event;
};
