/** The address by which others of the local network reach this machine. */
import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';
import { AppError } from '../../core/errors.ts';

/** Networks that exist inside this machine only: of containers, virtual machines and tunnels. */
const WITHIN = /^(docker|br-|veth|virbr|vmnet|vboxnet|bridge|utun|tun|tap|wg|zt|tailscale|lxc|lxd|cni|flannel)/;

/** The first private IPv4 address of a real network. Throws `NoNetwork` where there is none. */
export function lanAddress(interfaces: ReturnType<typeof networkInterfaces> = networkInterfaces()): string {
  const found = Object.entries(interfaces)
    .filter(([name]) => !WITHIN.test(name))
    .flatMap(([, addresses = []]) => addresses)
    .find(
      ({ family, internal, address }) => family === 'IPv4' && !internal && ipaddr.parse(address).range() === 'private',
    );
  if (found) return found.address;
  const message =
    'This machine has no address in a local network that a phone could reach. Join one, or name the address: ' +
    'npm start -- --phone --address 192.168.1.5';
  throw new AppError('NoNetwork', 409, message);
}
