import { S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { describe, expect, test } from 'vitest';
import type { RecapCreated } from '../../../core/contracts/recaps.ts';
import { ApiClient } from '../../../local/cli/api-client.ts';
import { ofType } from '../../../local/hosting/properties.ts';
import { plainPhoto } from '../photos.ts';
import { ended, read, request, upload } from '../requests.ts';
import { isHosted, type Target } from '../target.ts';
import { storedFor } from './recaps.ts';
import { type People, testWith } from './support.ts';

const MEGABYTE = 1024 * 1024;

/** What an upload policy lets in, and how S3 refuses the rest. */
export function describePolicies(target: Target, people: People): void {
  type Policy = NonNullable<RecapCreated['upload']>;
  const begin = async (body: object = {}): Promise<{ recapId: string; policy: Policy }> => {
    const reply = await request(target, 'POST', '/recaps', { token: people.token, body });
    const { recapId, upload: policy } = reply.body as RecapCreated;
    if (!policy) throw new Error('No upload was offered.');
    return { recapId, policy };
  };
  const expectRefused = async (policy: Policy, changed: Record<string, string>, code: string) => {
    const { status, text } = await upload(policy, await plainPhoto(), changed);
    expect([status, text]).toEqual([403, expect.stringContaining(`<Code>${code}</Code>`)]);
  };

  describe('an upload policy', () => {
    test('is void once it, its signature or a field is changed', async () => {
      const { policy } = await begin();
      const granted = JSON.parse(Buffer.from(policy.fields.Policy ?? '', 'base64').toString('utf8')) as {
        expiration: string;
        conditions: unknown[];
      };
      const encoded = (changed: object) => Buffer.from(JSON.stringify({ ...granted, ...changed })).toString('base64');
      const roomy = granted.conditions.filter((one) => !JSON.stringify(one).includes('content-length-range'));
      await expectRefused(policy, { Policy: encoded({ expiration: '2999-01-01T00:00:00Z' }) }, 'SignatureDoesNotMatch');
      await expectRefused(policy, { Policy: encoded({ conditions: roomy }) }, 'SignatureDoesNotMatch');
      await expectRefused(policy, { 'X-Amz-Signature': '0'.repeat(64) }, 'SignatureDoesNotMatch');
      await expectRefused(policy, { acl: 'public-read' }, 'AccessDenied');
    });

    test('lets nothing in but its key and content type', async () => {
      const [mine, other] = [await begin(), await begin({ contentType: 'image/png' })];
      await expectRefused(mine.policy, { key: other.policy.fields.key! }, 'AccessDenied');
      await expectRefused(mine.policy, { key: 'uploads/somebody/else/source' }, 'AccessDenied');
      for (const type of ['text/html', 'image/png']) {
        await expectRefused(mine.policy, { 'Content-Type': type }, 'AccessDenied');
      }
      await expectRefused(other.policy, { 'Content-Type': 'image/jpeg' }, 'AccessDenied');
    });

    test('lets in one byte to 15 MB, also when it is used again', async () => {
      const { recapId, policy } = await begin();
      expect((await upload(policy, new Uint8Array())).text).toContain('EntityTooSmall');
      expect((await upload(policy, new Uint8Array(15 * MEGABYTE + 1))).text).toContain('EntityTooLarge');
      expect((await read(target, people.token, recapId)).status).toBe('AWAITING_UPLOAD');
      expect((await upload(policy, await plainPhoto())).status).toBe(204);
      const made = await ended(target, people.token, recapId);
      expect(made.status).toBe('READY');
      expect((await upload(policy, new Uint8Array(15 * MEGABYTE + 1))).text).toContain('EntityTooLarge');
      // The same photo once more starts nothing anew.
      expect((await upload(policy, await plainPhoto())).status).toBe(204);
      if (isHosted(target)) {
        await target.hosted.bus.idle();
        await target.hosted.machines.idle();
      }
      const { image: _, narration: __, ...again } = await read(target, people.token, recapId);
      const { image: ___, narration: ____, ...before } = made;
      expect(again).toEqual(before);
      // And does not stay either.
      expect(storedFor(target, recapId).filter((key) => key.startsWith('uploads/'))).toEqual([]);
    });

    testWith(target, 'gateway')('that refuses what the shell sends leaves no recap behind', async () => {
      const token = await people.stranger();
      const shell = new ApiClient(target.addresses.apiUrl, token);
      await expect(shell.begin({ bytes: new Uint8Array() })).rejects.toMatchObject({ code: 'EmptyFile' });
      await expect(shell.begin({ bytes: new Uint8Array(15 * MEGABYTE + 1) })).rejects.toMatchObject({
        code: 'PhotoTooLarge',
      });
      expect((await request(target, 'GET', '/recaps', { token })).body).toEqual({ recaps: [], next: null });
    });

    testWith(target, 'inside')('ends when its time is over', async () => {
      if (!isHosted(target)) return;
      const { recapId, policy } = await begin();
      const { hosted, addresses } = target;
      const s3 = new S3Client({
        endpoint: addresses.storageUrl,
        region: addresses.region,
        credentials: hosted.iam.root,
        forcePathStyle: true,
      });
      // The same grant as the API's own, but for one second.
      const brief = await createPresignedPost(s3, {
        Bucket: ofType(hosted.assembly, 'AWS::S3::Bucket')[0]!.physicalId,
        Key: policy.fields.key!,
        Expires: 1,
        Fields: { 'Content-Type': 'image/jpeg' },
      });
      s3.destroy();
      await new Promise((resolve) => setTimeout(resolve, 2_100));
      const { status, text } = await upload(brief, await plainPhoto());
      expect([status, text]).toEqual([403, expect.stringContaining('Policy expired')]);
      expect((await read(target, people.token, recapId)).status).toBe('AWAITING_UPLOAD');
    });
  });
}
