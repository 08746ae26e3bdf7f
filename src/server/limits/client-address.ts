import type { IncomingMessage } from 'node:http';
import { isIP, isIPv4, isIPv6 } from 'node:net';
import type { TrustedProxies } from '../../config.ts';

/**
 * The address that `request` comes from, as one that limits count by: an IPv4 address, or the first half of one of IPv6,
 * as whoever has one of these has all 2^64 of its network (RFC 6177).
 *
 * Anybody can send `X-Forwarded-For`. Its last entry is who spoke to the last proxy, and is believed where that proxy is
 * trusted, and so on to the left.
 */
export function clientAddress(request: IncomingMessage, trusted: TrustedProxies | undefined): string {
  let address = plainAddress(request.socket.remoteAddress ?? '');
  if (trusted !== undefined) {
    const forwarded = String(request.headers['x-forwarded-for'] ?? '')
      .split(',')
      .reverse();
    for (const [hop, entry] of forwarded.entries()) {
      const next = plainAddress(entry.trim());
      if (!trusted(address, hop) || isIP(next) === 0) {
        break;
      }
      address = next;
    }
  }
  return counted(address);
}

/** The address of a connection, in the form that limits count by. */
export function countedAddress(remoteAddress: string): string {
  return counted(plainAddress(remoteAddress));
}

function counted(address: string): string {
  return isIPv6(address) ? networkOf(address) : address;
}

/** Without its zone; an IPv4 address that IPv6 carries (RFC 4291, 2.5.5.2) as what it is. */
export function plainAddress(address: string): string {
  const [unzoned = ''] = address.split('%', 1);
  const carried = /^::ffff:([\d.]+)$/i.exec(unzoned)?.[1];
  return carried !== undefined && isIPv4(carried) ? carried : unzoned;
}

/** The first four of the eight groups of an IPv6 address. */
function networkOf(address: string): string {
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Math.max(0, 8 - left.length - right.length);
  const groups = tail === undefined ? left : [...left, ...Array<string>(zeros).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
