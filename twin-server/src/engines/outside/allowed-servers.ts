import { BlockList, isIP } from 'node:net';
import { InputError } from '../../problem.ts';

/** Addresses that are nobody's on the internet: this host, private and link-local networks, and what is set aside. */
const INNER: readonly (readonly [network: string, bits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];
/** What is not in the internet's own part of IPv6, and the parts of that which lead into IPv4. */
const INNER_V6: readonly (readonly [network: string, bits: number])[] = [
  ['::', 3],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['4000::', 2],
  ['8000::', 1],
];

const HOST = /^(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** Which other servers may be asked: those that the administrator named, and none that is not. */
export class AllowedServers {
  readonly #names = new Set<string>();
  readonly #endings: string[] = [];
  readonly #origins: ReadonlySet<string>;
  /** Addresses allowed although they are inside. */
  readonly #inside = new BlockList();
  /** One list a version: a list of both takes 10.0.0.1 for the ::ffff:10.0.0.1 that is in the network ::/3. */
  readonly #inner = { 4: new BlockList(), 6: new BlockList() };

  /**
   * Entries: `tiles.example.com`, `*.example.com` for all below it, an address, or a network as `10.2.0.0/16`. A name must lead to an address
   * on the internet or to one that is itself an entry. `origins` are programs of our own, by scheme, address and port: nobody else is reached
   * through them. Throws InputError for an entry that is none of these.
   */
  constructor(entries: readonly string[], origins: readonly string[] = []) {
    this.#origins = new Set(origins);
    for (const [network, bits] of INNER) this.#inner[4].addSubnet(network, bits, 'ipv4');
    for (const [network, bits] of INNER_V6) this.#inner[6].addSubnet(network, bits, 'ipv6');
    for (const entry of entries) this.#add(entry.trim().toLowerCase());
  }

  #add(entry: string): void {
    const [address = '', bits] = entry.split('/');
    const version = isIP(address);
    const most = version === 6 ? 128 : 32;
    if (version !== 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most)))
      this.#inside.addSubnet(address, bits === undefined ? most : Number(bits), version === 6 ? 'ipv6' : 'ipv4');
    else if (HOST.test(entry) && entry.startsWith('*.')) this.#endings.push(entry.slice(1));
    else if (HOST.test(entry)) this.#names.add(entry);
    else throw new InputError(`expected a host, *.host, an address or a network, not ${JSON.stringify(entry)}`);
  }

  /** Whether an address may be asked at all. */
  allows(url: URL): boolean {
    return this.#origins.has(url.origin) || this.allowsHost(url.hostname);
  }

  /** Whether a host, as it stands in an address, may be asked at all. */
  allowsHost(host: string): boolean {
    const plain = host
      .toLowerCase()
      .replace(/^\[|\]$/g, '')
      .replace(/\.$/, '');
    if (isIP(plain) !== 0) return this.#isInside(plain);
    return this.#names.has(plain) || this.#endings.some((ending) => plain.endsWith(ending));
  }

  /** Whether an address that an allowed host led to may be connected to. */
  allowsAddress(address: string): boolean {
    const plain = unmapped(address);
    const isInner = isIP(plain) === 6 ? this.#inner[6].check(plain, 'ipv6') : this.#inner[4].check(plain, 'ipv4');
    return !isInner || this.#isInside(plain);
  }

  #isInside(address: string): boolean {
    const plain = unmapped(address);
    return this.#inside.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
  }
}

/** ::ffff:10.0.0.1 is 10.0.0.1. */
function unmapped(address: string): string {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  // An address in a URL has the four bytes as two numbers.
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address) ?? [];
  if (high === undefined || low === undefined) return plain ?? address;
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return `${a >> 8}.${a & 255}.${b >> 8}.${b & 255}`;
}
