/** Addresses found by looking at runs of their characters, held to the expressions over the whole text. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AddressIndex } from '@shared/ioc/address-index';
import { findAddresses } from '@shared/ioc/address-search';
import { networkHas, parseIp, parseNetwork } from '@shared/model/ip-address';

const IPV4 = /(?<![\da-z.])\d{1,3}(?:\.\d{1,3}){3}(?![\da-z]|\.\d)/gi;
const IPV6 =
  /(?<![\da-z:.])(?:[\da-f]{0,4}:){2,7}(?:[\da-f]{1,4}|\d{1,3}(?:\.\d{1,3}){3}|(?<=(?:^|[^:])::))(?![\da-z]|:[\da-z:]|\.\d)/gi;

const PIECES = [
  '10',
  '.',
  ':',
  '::',
  '1',
  '255',
  'fe80',
  'ffff',
  'g',
  'x',
  ' ',
  '/',
  '%eth0',
  '[',
  ']',
  '-',
  '_',
  '0a01',
];
const text = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 14 })
  .map((pieces) => pieces.join(''));

test('every address of a text, where it stands', () => {
  let found = 0;
  fc.assert(
    fc.property(text, (value) => {
      const plain = [...value.matchAll(IPV6), ...value.matchAll(IPV4)].flatMap((match) =>
        parseIp(match[0]) === null ? [] : [[match.index, match.index + match[0].length]],
      );
      found += plain.length;
      expect(findAddresses(value).map(({ start, end }) => [start, end])).toEqual(plain);
    }),
    { numRuns: 20_000 },
  );
  expect(found).toBeGreaterThan(500);
});

test('an address is in the networks it is in', () => {
  const octet = fc.constantFrom(10, 0, 1, 128, 255);
  const network = fc
    .tuple(octet, octet, fc.constantFrom(0, 1, 7, 8, 9, 16, 31, 32))
    .map(([a, b, bits]) => parseNetwork(`${a}.${b}.0.1/${bits}`));
  const wide = fc
    .constantFrom('::/0', '::/1', '::/95', '::/96', '::ffff:0:0/96', '::ffff:10.0.0.0/104')
    .map(parseNetwork);
  fc.assert(
    fc.property(
      fc.array(fc.oneof(network, wide), { maxLength: 8 }),
      fc.constantFrom('', '::ffff:'),
      octet,
      octet,
      (networks, before, a, b) => {
        const address = parseIp(`${before}${a}.${b}.0.1`);
        const index = new AddressIndex();
        networks.forEach((one, owner) => one !== null && index.add(one, owner));
        const owners: number[] = [];
        if (address === null) throw new Error('an address was expected');
        index.find(address, (owner) => owners.push(owner));
        const expected = networks.flatMap((one, owner) =>
          one !== null && networkHas(one, address) ? [owner] : [],
        );
        expect(owners.toSorted((left, right) => left - right)).toEqual(expected);
      },
    ),
  );
});
