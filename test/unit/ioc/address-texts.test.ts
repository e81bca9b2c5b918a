/** However an address of a network is written, one of the alternatives stands there. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findAddress, findAddresses } from '@shared/ioc/address-search';
import { addressTexts, plainAddress } from '@shared/ioc/address-texts';
import { parseNetwork } from '@shared/model/ip-address';

const group = fc.constantFrom(0, 0, 0, 1, 3, 0x64ff, 0x0a14, 0x034d, 0x2001);
const isIpv4 = (groups: readonly number[]): boolean =>
  groups.slice(0, 6).every((one, at) => one === (at === 5 ? 0xffff : 0));
/** Half of them are IPv4 ones. */
const groupsOfOne = fc
  .tuple(fc.array(group, { minLength: 8, maxLength: 8 }), fc.boolean())
  .map(([groups, isMapped]) => (isMapped ? [0, 0, 0, 0, 0, 0xffff, ...groups.slice(6)] : groups));

const zeros = (text: string, most: number, by: number): string =>
  text.padStart(Math.min(most, text.length + by), '0');

const dotted = (groups: readonly number[], pads: readonly number[]): string =>
  groups
    .slice(6)
    .flatMap((one) => [one >> 8, one & 0xff])
    .map((octet, at) => zeros(`${octet}`, 3, pads[at] ?? 0))
    .join('.');

/** Zeros in front, a stretch of zeros left out, its end dotted, all of it dotted: each perhaps. */
const spelling = fc.record({
  pads: fc.array(fc.nat(3), { minLength: 8, maxLength: 8 }),
  isTailDotted: fc.boolean(),
  isDotted: fc.boolean(),
  left: fc.nat(8),
  isUpper: fc.boolean(),
});

function spelled(
  groups: readonly number[],
  {
    pads,
    isTailDotted,
    isDotted,
    left,
    isUpper,
  }: typeof spelling extends fc.Arbitrary<infer One> ? One : never,
): string {
  if (isDotted && isIpv4(groups)) return dotted(groups, pads);
  const texts = groups.map((one, at) => zeros(one.toString(16), 4, pads[at] ?? 0));
  if (isTailDotted) texts.splice(6, 2, dotted(groups, pads));
  let behind = left;
  while (behind < texts.length && /^0+$/.test(texts[behind] ?? '')) behind++;
  const text =
    behind === left
      ? texts.join(':')
      : `${texts.slice(0, left).join(':')}::${texts.slice(behind).join(':')}`;
  return isUpper ? text.toUpperCase() : text;
}

test('of one alternative all texts stand where the address stands', () => {
  let found = 0;
  fc.assert(
    fc.property(groupsOfOne, spelling, fc.nat(128), (groups, way, bits) => {
      const sought = parseNetwork(`${groups.map((one) => one.toString(16)).join(':')}/${bits}`);
      const value = `from [${spelled(groups, way)}] port 22`;
      if (sought === null) throw new Error('a network was expected');
      const told = addressTexts(sought);
      if (findAddress(findAddresses(value), sought) === null || told === null) return;
      found++;
      const folded = value.toLowerCase();
      const stands = (all: readonly string[]): boolean => all.every((one) => folded.includes(one));
      const isPlain = value.includes(plainAddress(sought.address) ?? value);
      expect((isPlain ? told.usual : [...told.usual, ...told.odd]).some(stands)).toBe(true);
    }),
    { numRuns: 20_000 },
  );
  expect(found).toBeGreaterThan(5_000);
});

test.each([
  ['10.20.3.77', '10.20.3.77'],
  ['10.20.0.0/16', '10.20.'],
  ['2001:db8::1', '2001,db8'],
  ['::1', '0.0.0.1'],
])('%s is told by %s', (written, text) => {
  const sought = parseNetwork(written);
  expect(sought === null ? null : addressTexts(sought)?.usual.map(String)).toContain(text);
});

test.each(['0.0.0.0/0', '::/0', '::', '10.0.0.0/7'])('%s is told by nothing', (written) => {
  const sought = parseNetwork(written);
  expect(sought).not.toBeNull();
  expect(sought === null ? '' : addressTexts(sought)).toBeNull();
});
