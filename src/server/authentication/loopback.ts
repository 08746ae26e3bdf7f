import { BlockList, isIP } from 'node:net';

// Also knows IPv4 addresses in the form of IPv6: ::ffff:127.0.0.1.
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/** Whether `host`, an IP address or a name, leads to this machine wherever it is asked for (RFC 6761, 6.3: localhost). */
export function isLoopback(host: string): boolean {
  const version = isIP(host);
  return version === 0
    ? /^(.+\.)?localhost\.?$/i.test(host)
    : loopback.check(host, version === 6 ? 'ipv6' : 'ipv4');
}

/** Whether a `Host` header, a name with or without a port, means this machine. */
export function namesLoopback(header: string): boolean {
  const host = /^(?:\[(?<address>[\da-f:.]+)\]|(?<name>[^:[\]]+))(?::\d*)?$/i.exec(header)?.groups;
  return isLoopback(host?.address ?? host?.name ?? '');
}
