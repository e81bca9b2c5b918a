/** Data of registry values as Sysmon writes it, which is what rules ask for. */

/** What sources call the types that Sysmon does not write as they are: by name, by number (winnt.h), by message. */
const TYPES: ReadonlyMap<string, 'dword' | 'qword' | 'binary'> = new Map([
  ...['dword', 'reg_dword', '4', '%%1876'].map((name) => [name, 'dword'] as const),
  ...['qword', 'reg_qword', '11', '%%1883'].map((name) => [name, 'qword'] as const),
  ...['binary', 'reg_binary', '3', '%%1875'].map((name) => [name, 'binary'] as const),
]);

const hex = (value: bigint, digits: number): string =>
  `0x${value.toString(16).padStart(digits, '0')}`;

/** Null where it is written as it is. `value`: decimal or 0x and hexadecimal digits. */
export function registryData(value: string, type: string): string | null {
  const known = TYPES.get(type.toLowerCase());
  if (known === 'binary') return 'Binary Data';
  if (known === undefined || !/^(0x[\da-f]{1,16}|\d{1,20})$/i.test(value)) return null;
  const number = BigInt(value);
  const low = number & 0xffff_ffffn;
  if (known === 'dword') return `DWORD (${hex(low, 8)})`;
  return `QWORD (${hex((number >> 32n) & 0xffff_ffffn, 8)}-${hex(low, 8)})`;
}
