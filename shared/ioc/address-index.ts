/** Networks by length and leading bits: an address is looked up once for each length, however many there are. */
import { type IpAddress, type IpNetwork, isOtherVersion } from '@shared/model/ip-address';

export class AddressIndex {
  /** Prefix length → masked address as text → owners. */
  readonly #byBits = new Map<number, Map<string, number[]>>();

  get isEmpty(): boolean {
    return this.#byBits.size === 0;
  }

  add({ address, prefixBits }: IpNetwork, owner: number): void {
    const networks = this.#byBits.get(prefixBits) ?? new Map<string, number[]>();
    this.#byBits.set(prefixBits, networks);
    const key = masked(address, prefixBits);
    const owners = networks.get(key);
    if (owners === undefined) networks.set(key, [owner]);
    else owners.push(owner);
  }

  /** Tells the owners of every network the address is in. */
  find(address: IpAddress, found: (owner: number) => void): void {
    for (const [bits, networks] of this.#byBits) {
      if (isOtherVersion(bits, address)) continue;
      for (const owner of networks.get(masked(address, bits)) ?? []) found(owner);
    }
  }
}

function masked(address: IpAddress, bits: number): string {
  return String.fromCharCode(
    ...address.map((byte, at) => {
      const kept = Math.min(8, Math.max(0, bits - at * 8));
      return byte & (0xff00 >> kept) & 0xff;
    }),
  );
}
