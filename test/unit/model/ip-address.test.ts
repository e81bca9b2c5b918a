import { hasHostBits, isIpv4, networkHas, parseIp, parseNetwork } from '@shared/model/ip-address';
import fc from 'fast-check';
import { expect, it } from 'vitest';

const within = (network: string, address: string): boolean | null => {
  const [parsed, one] = [parseNetwork(network), parseIp(address)];
  return parsed === null || one === null ? null : networkHas(parsed, one);
};

it('reads every IPv4 address, alone and mapped, as the same bytes', () => {
  fc.assert(
    fc.property(fc.ipV4(), (text) => {
      const address = parseIp(text);
      expect(address?.version).toBe(4);
      expect(address?.bytes).toHaveLength(16);
      expect(address?.bytes.slice(12).join('.')).toBe(text);
      expect(parseIp(`::ffff:${text}`)).toEqual({ bytes: address?.bytes, version: 6 });
      expect(address !== null && isIpv4(address)).toBe(true);
    }),
  );
});

it('reads every IPv6 address', () => {
  fc.assert(
    fc.property(fc.ipV6(), (text) => {
      expect(parseIp(text)?.bytes).toHaveLength(16);
    }),
  );
});

it.each([
  ['::', '::0'],
  ['::1', '0:0:0:0:0:0:0:1'],
  ['2001:DB8::8:800:200c:417a', '2001:db8:0:0:8:800:200c:417a'],
  ['[2001:db8::1]', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
])('reads %s as %s', (one, other) => {
  expect(parseIp(one)).not.toBeNull();
  expect(parseIp(one)).toEqual(parseIp(other));
});

it.each([
  '',
  '-',
  '256.1.1.1',
  '1.2.3',
  '1.2.3.4.5',
  '1::2::3',
  ':1',
  '1:2:3',
  'g::1',
  '1:2:3:4:5:6:7:8:9',
])('reads no address in %j', (text) => {
  expect(parseIp(text)).toBeNull();
});

it.each([
  ['10.0.0.0/8', '10.255.255.255', true],
  ['10.0.0.0/8', '11.0.0.0', false],
  ['192.0.2.128/25', '192.0.2.128', true],
  ['192.0.2.128/25', '192.0.2.127', false],
  ['0.0.0.0/0', '203.0.113.9', true],
  ['0.0.0.0/0', '2001:db8::1', false],
  ['192.0.2.1', '192.0.2.1', true],
  ['192.0.2.1', '192.0.2.2', false],
  ['192.0.2.0/24', '::ffff:192.0.2.7', true],
  ['2001:db8::/33', '2001:db8:7fff::', true],
  ['2001:db8::/33', '2001:db8:8000::', false],
  ['::/0', '2001:db8::1', true],
  ['::/0', '192.0.2.1', false],
  ['::/0', '::ffff:192.0.2.1', true],
  ['::/95', '::ffff:192.0.2.1', false],
  ['::ffff:192.0.2.0/120', '192.0.2.1', false],
  ['::ffff:192.0.2.0/120', '::ffff:192.0.2.1', true],
  ['::ffff:0:0/96', '192.0.2.1', false],
  ['::ffff:0:0/96', '::ffff:c000:201', true],
  ['::ffff:192.0.2.1/128', '192.0.2.1', false],
  ['::ffff:192.0.2.1', '192.0.2.1', true],
  ['192.0.2.1', '::ffff:192.0.2.1', true],
])('%s has %s: %s', (network, address, expected) => {
  expect(within(network, address)).toBe(expected);
});

it.each([
  '10.0.0.0/33',
  '::/129',
  '10.0.0.0/',
  '10.0.0.0/-1',
  '10.0.0.0/8/8',
  'a/8',
  '10.0.0.0/1e1',
])('is no network: %j', (text) => {
  expect(parseNetwork(text)).toBeNull();
});

it('tells an address written with a prefix from a network', () => {
  const bits = (text: string): boolean | null => {
    const network = parseNetwork(text);
    return network === null ? null : hasHostBits(network);
  };
  expect(bits('10.1.2.3/8')).toBe(true);
  expect(bits('10.0.0.0/8')).toBe(false);
  expect(bits('10.1.2.3')).toBe(false);
  expect(bits('2001:db8::1/64')).toBe(true);
});
