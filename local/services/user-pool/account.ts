/** What people do with their own account: reading and changing it, passwords, deleting it. */
import { z } from 'zod';
import type { JsonOperation } from '../wire/json.ts';
import { codeMismatch, expiredCode, pretendedDelivery, redeemCode, sendCode } from './codes.ts';
import { exception, userNotFound } from './errors.ts';
import { checkPassword, hashPassword } from './passwords.ts';
import { attributeList, fields, findUser, operation, type Pools } from './pool.ts';
import { verifyPassword } from './sign-in.ts';
import { aliasExists, otherOwner } from './sign-up.ts';

const withToken = z.object({ AccessToken: fields.token });

export function accountOperations(pools: Pools): Record<string, JsonOperation> {
  return { ...profileOperations(pools), ...passwordOperations(pools) };
}

function profileOperations(pools: Pools): Record<string, JsonOperation> {
  return {
    GetUser: operation(withToken, ({ AccessToken }) => {
      const { user } = pools.ofAccessToken(AccessToken);
      return { Username: user.username, UserAttributes: attributeList(user) };
    }),

    UpdateUserAttributes: operation(
      withToken.extend({ UserAttributes: fields.attributes }),
      async ({ AccessToken, UserAttributes }) => {
        const { pool, user } = pools.ofAccessToken(AccessToken);
        const newAddress = UserAttributes.email !== undefined && UserAttributes.email !== user.attributes.email;
        if (newAddress && pool.config.signInWith === 'email') {
          const owner = pool.directory.byEmail(UserAttributes.email!, { verified: false });
          if (owner && owner.sub !== user.sub) throw aliasExists();
        }
        Object.assign(user.attributes, UserAttributes, newAddress ? { email_verified: 'false' } : {});
        if (newAddress) user.codes = {};
        await pool.directory.save();
        const sent = newAddress && pool.config.autoVerifyEmail ? [await sendCode(pool, user, 'verify-email')] : [];
        return { CodeDeliveryDetailsList: sent };
      },
    ),

    GetUserAttributeVerificationCode: operation(
      withToken.extend({ AttributeName: z.literal('email') }),
      async ({ AccessToken }) => {
        const { pool, user } = pools.ofAccessToken(AccessToken);
        if (user.attributes.email === undefined) {
          throw exception('InvalidParameterException', 'There is no address to send a code to.');
        }
        return { CodeDeliveryDetails: await sendCode(pool, user, 'verify-email') };
      },
    ),

    VerifyUserAttribute: operation(
      withToken.extend({ AttributeName: z.literal('email'), Code: fields.code }),
      async ({ AccessToken, Code }) => {
        const { pool, user } = pools.ofAccessToken(AccessToken);
        await redeemCode(pool, user, 'verify-email', Code);
        if (otherOwner(pool, user)) throw aliasExists();
        user.attributes.email_verified = 'true';
        await pool.directory.save();
        return {};
      },
    ),

    DeleteUser: operation(withToken, async ({ AccessToken }) => {
      const { pool, user } = pools.ofAccessToken(AccessToken);
      pool.directory.remove(user);
      await pool.directory.save();
      return {};
    }),
  };
}

function passwordOperations(pools: Pools): Record<string, JsonOperation> {
  return {
    ChangePassword: operation(
      withToken.extend({ PreviousPassword: fields.password, ProposedPassword: fields.password }),
      async ({ AccessToken, PreviousPassword, ProposedPassword }) => {
        const { pool, user } = pools.ofAccessToken(AccessToken);
        checkPassword(ProposedPassword, pool.config.passwordPolicy);
        await verifyPassword(pool, user, PreviousPassword);
        user.password = await hashPassword(ProposedPassword);
        await pool.directory.save();
        return {};
      },
    ),

    ForgotPassword: operation(z.object({ ClientId: fields.clientId, Username: fields.username }), async (input) => {
      const { pool, client } = pools.ofClient(input.ClientId);
      const user = findUser(pool, input.Username);
      if (!user && client.preventUserExistenceErrors) {
        return { CodeDeliveryDetails: pretendedDelivery(pool, input.Username) };
      }
      if (!user) throw userNotFound();
      if (user.attributes.email_verified !== 'true') {
        throw exception(
          'InvalidParameterException',
          'Cannot reset password for the user as there is no registered/verified email or phone_number',
        );
      }
      return { CodeDeliveryDetails: await sendCode(pool, user, 'forgot-password') };
    }),

    ConfirmForgotPassword: operation(
      z.object({
        ClientId: fields.clientId,
        Username: fields.username,
        ConfirmationCode: fields.code,
        Password: fields.password,
      }),
      async (input) => {
        const { pool, client } = pools.ofClient(input.ClientId);
        const user = findUser(pool, input.Username);
        if (!user) throw client.preventUserExistenceErrors ? codeMismatch() : userNotFound();
        if (!user.codes['forgot-password']) throw expiredCode();
        checkPassword(input.Password, pool.config.passwordPolicy);
        await redeemCode(pool, user, 'forgot-password', input.ConfirmationCode);
        user.password = await hashPassword(input.Password);
        user.failedSignIns = 0;
        user.lockedUntil = 0;
        await pool.directory.save();
        return {};
      },
    ),
  };
}
