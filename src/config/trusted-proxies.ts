import { BlockList, isIP } from 'node:net';

/** Whether the proxy at `address`, so many steps before this server (0 is the next), is believed about whom it serves. */
export type TrustedProxies = (address: string, hop: number) => boolean;

/** A number of proxies, or a list of their addresses and networks. */
export function parseTrustedProxies(text: string): TrustedProxies | undefined {
  if (/^\d{1,2}$/.test(text)) {
    return (_address, hop) => hop < Number(text);
  }
  const list = new BlockList();
  for (const part of text.split(',')) {
    const [address = '', bits, ...rest] = part.trim().split('/');
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    const most = family === 'ipv4' ? 32 : 128;
    const prefix = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
    if (isIP(address) === 0 || rest.length > 0 || !(prefix <= most)) {
      return undefined;
    }
    list.addSubnet(address, prefix, family);
  }
  return (address) => isIP(address) > 0 && list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}
