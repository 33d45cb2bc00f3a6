/** What whoever holds rights on a pool may do with its users: making, finding, deleting them, their passwords and groups. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { JsonOperation } from '../wire/json.ts';
import type { User } from './directory.ts';
import { exception, userNotFound } from './errors.ts';
import { checkPassword, hashPassword } from './passwords.ts';
import { attributeList, EMAIL, fields, findUser, operation, type Pool, type Pools } from './pool.ts';

const inPool = z.object({ UserPoolId: z.string() });
const ofUser = inPool.extend({ Username: fields.username });

/** The operations that need a signature; all name the pool. */
export function adminOperations(pools: Pools): Record<string, JsonOperation> {
  const known = (input: z.infer<typeof ofUser>): { pool: Pool; user: User } => {
    const pool = pools.byId(input.UserPoolId);
    const user = findUser(pool, input.Username);
    if (!user) throw userNotFound();
    return { pool, user };
  };
  return {
    AdminCreateUser: operation(
      ofUser.extend({
        // Invitations are not sent here; the caller has to say so, as it would to get none.
        MessageAction: z.literal('SUPPRESS'),
        UserAttributes: fields.adminAttributes.default({}),
      }),
      ({ UserPoolId, Username, UserAttributes }) => createUser(pools.byId(UserPoolId), Username, UserAttributes),
    ),

    AdminSetUserPassword: operation(
      ofUser.extend({ Password: fields.password, Permanent: z.literal(true) }),
      async ({ Password, ...input }) => {
        const { pool, user } = known(input);
        checkPassword(Password, pool.config.passwordPolicy);
        user.password = await hashPassword(Password);
        user.status = 'CONFIRMED';
        await pool.directory.save();
        return {};
      },
    ),

    AdminGetUser: operation(ofUser, (input) => {
      const { user } = known(input);
      return {
        Username: user.username,
        UserAttributes: attributeList(user),
        Enabled: true,
        UserStatus: user.status,
        UserCreateDate: user.createdAt / 1000,
      };
    }),

    AdminDeleteUser: operation(ofUser, async (input) => {
      const { pool, user } = known(input);
      pool.directory.remove(user);
      await pool.directory.save();
      return {};
    }),

    AdminUserGlobalSignOut: operation(ofUser, async (input) => {
      const { pool, user } = known(input);
      pool.directory.endSessions(user.sub);
      await pool.directory.save();
      return {};
    }),

    AdminAddUserToGroup: inGroup(known, (user, group) => [...new Set([...user.groups, group])]),
    AdminRemoveUserFromGroup: inGroup(known, (user, group) => user.groups.filter((name) => name !== group)),
  };
}

function inGroup(
  known: (input: z.infer<typeof ofUser>) => { pool: Pool; user: User },
  change: (user: User, group: string) => string[],
): JsonOperation {
  return operation(ofUser.extend({ GroupName: z.string() }), async ({ GroupName, ...input }) => {
    const { pool, user } = known(input);
    if (!pool.config.groups.includes(GroupName)) throw exception('ResourceNotFoundException', 'Group not found.');
    user.groups = change(user, GroupName);
    await pool.directory.save();
    return {};
  });
}

async function createUser(pool: Pool, username: string, attributes: Record<string, string>) {
  const { config, directory } = pool;
  if (config.signInWith !== 'username' || EMAIL.test(username)) {
    throw exception('InvalidParameterException', 'Only users with a name of their own are made here.');
  }
  if (attributes.email !== undefined && config.emailAlias && directory.byEmail(attributes.email, { verified: true })) {
    throw exception('UsernameExistsException', 'An account with the given email already exists.');
  }
  const user: User = {
    username,
    sub: randomUUID(),
    status: 'FORCE_CHANGE_PASSWORD',
    attributes: attributes.email === undefined ? attributes : { email_verified: 'false', ...attributes },
    // Nobody knows it: a password has to be set before anybody signs in.
    password: await hashPassword(randomUUID()),
    createdAt: pool.now(),
    codes: {},
    codesSentAt: [],
    failedSignIns: 0,
    lockedUntil: 0,
    groups: [],
  };
  if (!directory.add(user)) throw exception('UsernameExistsException', 'User account already exists');
  await directory.save();
  return {
    User: {
      Username: username,
      Attributes: attributeList(user),
      Enabled: true,
      UserStatus: user.status,
      UserCreateDate: user.createdAt / 1000,
    },
  };
}
