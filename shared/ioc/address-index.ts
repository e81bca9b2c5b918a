/** Networks by length and leading bits: an address is looked up once for each length, however many there are. */
import { type IpAddress, type IpNetwork, mayHold } from '@shared/model/ip-address';

/** Of one version and one length. */
interface Alike {
  readonly version: IpAddress['version'];
  readonly prefixBits: number;
  /** Masked address as text → owners. */
  readonly owners: Map<string, number[]>;
}

export class AddressIndex {
  readonly #alike: Alike[] = [];

  get isEmpty(): boolean {
    return this.#alike.length === 0;
  }

  add(network: IpNetwork, owner: number): void {
    const { owners } = this.#alikeOf(network);
    const key = masked(network.address, network.prefixBits);
    const known = owners.get(key);
    if (known === undefined) owners.set(key, [owner]);
    else known.push(owner);
  }

  #alikeOf({ address: { version }, prefixBits }: IpNetwork): Alike {
    const known = this.#alike.find(
      (one) => one.version === version && one.prefixBits === prefixBits,
    );
    const alike = known ?? { version, prefixBits, owners: new Map<string, number[]>() };
    if (known === undefined) this.#alike.push(alike);
    return alike;
  }

  /** Tells the owners of every network the address is in. */
  find(address: IpAddress, found: (owner: number) => void): void {
    for (const { version, prefixBits, owners } of this.#alike) {
      if (!mayHold(version, address)) continue;
      for (const owner of owners.get(masked(address, prefixBits)) ?? []) found(owner);
    }
  }
}

function masked({ bytes }: IpAddress, bits: number): string {
  return String.fromCharCode(
    ...bytes.map((byte, at) => {
      const kept = Math.min(8, Math.max(0, bits - at * 8));
      return byte & (0xff00 >> kept) & 0xff;
    }),
  );
}
