import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate for photos.test, made anew; null where there is no openssl. */
export function makeCertificate(): { key: string; cert: string } | null {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  try {
    const files = { keyout: join(folder, 'key.pem'), out: join(folder, 'cert.pem') };
    const subject = ['-subj', '/CN=photos.test', '-addext', 'subjectAltName=DNS:photos.test,IP:127.0.0.1'];
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    const options = ['req', '-x509', '-days', '2', ...key, '-keyout', files.keyout, '-out', files.out, ...subject];
    execFileSync('openssl', options, { stdio: 'ignore' });
    return { key: readFileSync(files.keyout, 'utf8'), cert: readFileSync(files.out, 'utf8') };
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
