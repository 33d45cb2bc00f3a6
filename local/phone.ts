/** `npm start -- --phone`: the page for a phone in the same network, until the process ends. */
import { join } from 'node:path';
import type { CloudAddresses } from './addresses.ts';
import { identityFor } from './phone/certificate.ts';
import { type Door, openDoor } from './phone/door.ts';
import { howToTrust, invitation } from './phone/invitation.ts';
import { Pairing } from './phone/pairing.ts';
import type { WebSite } from './web-site.ts';

export type PhoneOptions = {
  /** IPv4 address of this machine in the local network. */
  address: string;
  port: number;
  dataDir: string;
  inside: Pick<CloudAddresses, 'webUrl' | 'apiUrl' | 'storageUrl'>;
  site: WebSite;
  /** Shown to the person at the terminal alone: the code lets a phone in. */
  report: (text: string) => void;
  /** Whether what is reported may hold colours. */
  colours: boolean;
};

/** Opens the door and shows the first code; another follows each that was used. Throws what {@link openDoor} throws. */
export async function letPhoneIn(options: PhoneOptions): Promise<Door> {
  const { address, report, colours, dataDir } = options;
  const pairing = new Pairing();
  const identity = await identityFor(address, join(dataDir, 'phone'));
  const invite = () => report(invitation(door.origin, pairing.invite(), colours));
  const onPaired = () => {
    report('A phone was let in. For another one:');
    invite();
  };
  const door = await openDoor({ ...options, identity, pairing, onPaired });
  invite();
  report(howToTrust(door.origin, identity));
  return door;
}
