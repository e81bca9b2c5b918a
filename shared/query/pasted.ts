/** Values that look like a field and its value, but are pasted as they are: drives of the registry, addresses. */
import { parseIp } from '@shared/model/ip-address';

const REGISTRY_DRIVE = /^HK(LM|CU|CR|U|CC|PD|EY_\w+)$/i;
/** The first group of an address of IPv6. */
const GROUP = /^[\da-f]{1,4}$/i;
/** All groups of an address of IPv6, or of a network card; a wildcard may follow. */
const MANY_GROUPS = /^([\da-f]{0,4}:){4,}/i;

/** @param name and value: what stands before the first colon, and behind it up to the end of the word */
export function isPasted(name: string, value: string): boolean {
  if (REGISTRY_DRIVE.test(name)) return true;
  if (!GROUP.test(name)) return false;
  const address = `${name}:${value}`.replace(/[%/].*$/, '');
  return MANY_GROUPS.test(value) || parseIp(address) !== null;
}

/** Whether a name may be read as the beginning of such a value, or as a drive: then it stands in quotation marks. */
export const mayBePasted = (name: string): boolean =>
  name.length === 1 || REGISTRY_DRIVE.test(name) || GROUP.test(name);
