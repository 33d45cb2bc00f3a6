/** The users and sessions of one pool: in memory, and in one JSON file that is replaced as a whole. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { damaged } from '../../damaged.ts';
import { readJsonFile, writeJsonFile } from '../json-file.ts';
import { passwordHashSchema } from './passwords.ts';

const codeSchema = z.strictObject({
  /** Hex SHA-256 over user and code. */
  hash: z.string(),
  /** Milliseconds since the epoch, as are all times here. */
  expiresAt: z.number(),
  wrongTries: z.number().int(),
});
const CODE_KINDS = ['sign-up', 'forgot-password', 'verify-email'] as const;

const userSchema = z.strictObject({
  username: z.string(),
  sub: z.string(),
  status: z.enum(['UNCONFIRMED', 'CONFIRMED', 'FORCE_CHANGE_PASSWORD']),
  /** Without `sub`; `email_verified` is `true` or `false`. */
  attributes: z.record(z.string(), z.string()),
  password: passwordHashSchema,
  createdAt: z.number(),
  codes: z.partialRecord(z.enum(CODE_KINDS), codeSchema),
  /** When codes were sent within the last hour. */
  codesSentAt: z.array(z.number()),
  failedSignIns: z.number().int(),
  lockedUntil: z.number(),
  groups: z.array(z.string()).default([]),
});

const sessionSchema = z.strictObject({
  /** Hex SHA-256 of the refresh token. */
  tokenHash: z.string(),
  sub: z.string(),
  clientId: z.string(),
  originJti: z.string(),
  authTime: z.number(),
  expiresAt: z.number(),
});

const fileSchema = z.strictObject({ users: z.array(userSchema), sessions: z.array(sessionSchema) });

export type CodeKind = (typeof CODE_KINDS)[number];
export type User = z.infer<typeof userSchema>;
export type Session = z.infer<typeof sessionSchema>;

export class Directory {
  readonly #file: string;
  readonly #now: () => number;
  readonly #normalise: (name: string) => string;
  readonly #usersBySub = new Map<string, User>();
  readonly #subsByName = new Map<string, string>();
  readonly #sessions = new Map<string, Session>();
  #saving: Promise<void> = Promise.resolve();
  #queued: Promise<void> | undefined;

  private constructor(file: string, options: { now: () => number; caseSensitive: boolean }) {
    this.#file = file;
    this.#now = options.now;
    this.#normalise = options.caseSensitive ? (name) => name : (name) => name.toLowerCase();
  }

  /** Reads the file, or starts empty. Throws `DataFolderDamaged` for one that cannot be understood. */
  static async open(file: string, options: { now: () => number; caseSensitive: boolean }): Promise<Directory> {
    const directory = new Directory(file, options);
    try {
      const stored = await readJsonFile(file);
      const { users, sessions } = fileSchema.parse(stored ?? { users: [], sessions: [] });
      for (const user of users) directory.#insert(user);
      for (const session of sessions) directory.#sessions.set(session.tokenHash, session);
    } catch (cause) {
      throw cause instanceof SyntaxError || cause instanceof z.ZodError ? damaged(file, cause) : cause;
    }
    return directory;
  }

  byUsername(username: string): User | undefined {
    const sub = this.#subsByName.get(this.#normalise(username));
    return sub === undefined ? undefined : this.#usersBySub.get(sub);
  }

  bySub(sub: string): User | undefined {
    return this.#usersBySub.get(sub);
  }

  /** The user with this address; with `verified` only one who has proved to own it. */
  byEmail(email: string, options: { verified: boolean }): User | undefined {
    const wanted = this.#normalise(email);
    return [...this.#usersBySub.values()].find(
      ({ attributes }) =>
        attributes.email !== undefined &&
        this.#normalise(attributes.email) === wanted &&
        (!options.verified || attributes.email_verified === 'true'),
    );
  }

  /** Adds a user; false where the name is taken. */
  add(user: User): boolean {
    if (this.byUsername(user.username)) return false;
    this.#insert(user);
    return true;
  }

  /** Removes a user with all sessions. */
  remove(user: User): void {
    this.#usersBySub.delete(user.sub);
    this.#subsByName.delete(this.#normalise(user.username));
    this.endSessions(user.sub);
  }

  /** Starts a session and returns it with its refresh token, which is kept as a hash only. */
  startSession(user: User, clientId: string, seconds: number): { session: Session; refreshToken: string } {
    const refreshToken = randomBytes(48).toString('base64url');
    const now = this.#now();
    const session: Session = {
      tokenHash: hashToken(refreshToken),
      sub: user.sub,
      clientId,
      originJti: randomUUID(),
      authTime: now,
      expiresAt: now + seconds * 1000,
    };
    this.#sessions.set(session.tokenHash, session);
    return { session, refreshToken };
  }

  /** The live session of a refresh token. */
  sessionOf(refreshToken: string): Session | undefined {
    const session = this.#sessions.get(hashToken(refreshToken));
    return session && session.expiresAt > this.#now() ? session : undefined;
  }

  /** Whether the session in which an access token was issued is still on. */
  isActive(sub: string, originJti: string): boolean {
    return [...this.#sessions.values()].some((session) => session.originJti === originJti && session.sub === sub);
  }

  endSession(session: Session): void {
    this.#sessions.delete(session.tokenHash);
  }

  endSessions(sub: string): void {
    for (const session of this.#sessions.values()) if (session.sub === sub) this.endSession(session);
  }

  /** Resolves when what was changed before is on disk. Calls that wait together share one write. */
  save(): Promise<void> {
    this.#queued ??= this.#saving
      .catch(() => {})
      .then(() => {
        this.#queued = undefined;
        this.#saving = this.#write();
        return this.#saving;
      });
    return this.#queued;
  }

  #write(): Promise<void> {
    const now = this.#now();
    for (const session of this.#sessions.values()) if (session.expiresAt <= now) this.endSession(session);
    return writeJsonFile(this.#file, { users: [...this.#usersBySub.values()], sessions: [...this.#sessions.values()] });
  }

  #insert(user: User): void {
    this.#usersBySub.set(user.sub, user);
    this.#subsByName.set(this.#normalise(user.username), user.sub);
  }
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
