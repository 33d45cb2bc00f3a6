/** What the terminal shows to whoever wants a phone in. */
import { renderUnicodeCompact } from 'uqr';
import type { Identity } from './certificate.ts';
import { CERTIFICATE_PATH, PAIR_PATH } from './door.ts';

/** Light on dark whatever the terminal's colours are: not every camera reads a code the other way round. */
const LIGHT_ON_DARK = '\u001b[97;40m';
const PLAIN = '\u001b[0m';

/** The code to scan and the same as an address; `colours` where the terminal understands them. */
export function invitation(origin: string, code: string, colours: boolean): string {
  const address = `${origin}${PAIR_PATH}${code}`;
  const drawn = renderUnicodeCompact(address, { border: 2 });
  const lines = colours ? drawn.split('\n').map((line) => LIGHT_ON_DARK + line + PLAIN) : [drawn];
  return [
    ...lines,
    `Scan this with the phone, in the same network, or open ${address}`,
    'It lets one phone in, once.',
  ].join('\n');
}

/** Why the phone warns, how to know that it is this machine, and how to be rid of the warning. */
export function howToTrust(
  origin: string,
  { fingerprint, authority }: Pick<Identity, 'fingerprint' | 'authority'>,
): string {
  return [
    'The phone warns about the certificate, which was made on this machine and which nobody else vouches for. Go on if its',
    `SHA-256 fingerprint is ${fingerprint}.`,
    `To be rid of the warning, open ${origin}${CERTIFICATE_PATH} on the paired phone and install what it gives:`,
    '  iPhone: Settings, Profile Downloaded; then General, About, Certificate Trust Settings.',
    '  Android: Settings, Security, Install a certificate, CA certificate.',
    `Its fingerprint is ${authority.fingerprint256}.`,
    'It vouches for addresses of home networks alone; its key stays in the data folder.',
  ].join('\n');
}
