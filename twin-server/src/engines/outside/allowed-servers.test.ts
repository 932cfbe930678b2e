import { describe, expect, test } from 'vitest';
import { AllowedServers } from './allowed-servers.ts';

describe('other servers: denied unless the administrator named them', () => {
  test('nothing named, nothing allowed', () => {
    const allowed = new AllowedServers([]);
    for (const host of ['tiles.example.com', 'localhost', '127.0.0.1', '8.8.8.8', '[::1]'])
      expect(allowed.allowsHost(host)).toBe(false);
  });

  test.each([
    ['tiles.example.com', true],
    ['TILES.example.com.', true],
    ['example.com', false],
    ['a.tianditu.gov.cn', true],
    ['tianditu.gov.cn', false],
    ['eviltianditu.gov.cn', false],
    ['tiles.example.com.evil.com', false],
    ['10.2.3.4', true],
    ['10.3.0.1', false],
    ['8.8.8.8', false],
    ['[fd00::5]', true],
    ['[::ffff:10.2.3.4]', true],
    ['[::ffff:a02:304]', true],
  ])('host %s: %s', (host, expected) => {
    const allowed = new AllowedServers(['tiles.example.com', '*.tianditu.gov.cn', '10.2.0.0/16', 'fd00::5']);
    expect(allowed.allowsHost(host)).toBe(expected);
  });

  test.each([
    '127.0.0.1',
    '10.1.1.1',
    '172.20.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
  ])('a name may not lead inside, to %s, unless that address is named too', (address) => {
    expect(new AllowedServers(['tiles.example.com']).allowsAddress(address)).toBe(false);
    expect(new AllowedServers(['tiles.example.com', address]).allowsAddress(address)).toBe(true);
  });

  test.each(['8.8.8.8', '203.0.112.1', '2606:4700::1111'])('a name may lead to %s on the internet', (address) => {
    expect(new AllowedServers(['tiles.example.com']).allowsAddress(address)).toBe(true);
  });

  test.each(['https://tiles.example.com', 'tiles.example.com:80', '*', '*.', '10.0.0.0/33', 'a b', ''])(
    '%j is no entry',
    (entry) => expect(() => new AllowedServers([entry])).toThrow(/expected a host/),
  );
});
