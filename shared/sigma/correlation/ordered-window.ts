/**
 * Rules in the order they are listed. For each number of them that was met, the chain that began last: an entry of
 * the next rule makes it one longer. A chain that is whole is a hit, and everything begins anew.
 */
import type { GroupWindow } from './group-window';
import { hitOf, type HitOptions, type Tell } from './open-hit';
import type { Entry } from './window';

type Chain = readonly Entry[];
interface Lengthened {
  readonly chain: Chain;
  /** Those of the chain that happened last. */
  readonly links: readonly Entry[];
}

const begunAt = ([first]: Chain): bigint => first?.occurrence.time ?? 0n;

export class OrderedWindow implements GroupWindow {
  readonly #rules: number;
  readonly #options: HitOptions;
  readonly #tell: Tell;
  /** Number of rules → the chain of so many. */
  #chains: readonly (Chain | undefined)[] = [];
  /** Nothing tells which of two events of one time came first: they count in the order that is asked for. */
  #tied = new Tied();
  lastTime = 0n;

  constructor(rules: number, options: HitOptions, tell: Tell) {
    this.#rules = rules;
    this.#options = options;
    this.#tell = tell;
  }

  push(entry: Entry): void {
    if (entry.occurrence.time !== this.lastTime) this.end();
    this.lastTime = entry.occurrence.time;
    this.#tied.add(entry);
  }

  /** Judges what happened at the last time. */
  end(): void {
    for (;;) {
      const whole = this.#lengthened(this.#rules);
      if (whole === null) break;
      this.#chains = [];
      this.#tied.take(whole.links);
      this.#tell(hitOf(whole.chain, this.#options));
    }
    this.#chains = Array.from({ length: this.#rules }, (_, rules) => this.#latest(rules));
    this.#tied = new Tied();
  }

  #latest(rules: number): Chain | undefined {
    const before = this.#chains[rules];
    const fresh = rules === 0 ? null : this.#lengthened(rules);
    if (fresh === null) return before;
    return before === undefined || begunAt(fresh.chain) >= begunAt(before) ? fresh.chain : before;
  }

  /** The chain of so many rules that began last, of those that what is tied makes longer; it takes few of these. */
  #lengthened(rules: number): Lengthened | null {
    let best: Lengthened | null = null;
    for (let met = rules - 1; met >= 0; met--) {
      const links = this.#tied.links(met, rules);
      if (links === null) break;
      const begun = met === 0 ? [] : this.#chains[met];
      if (begun === undefined) continue;
      const chain = [...begun, ...links];
      if (begunAt(chain) < this.lastTime - this.#options.timespan) continue;
      if (best === null || begunAt(chain) > begunAt(best.chain)) best = { chain, links };
    }
    return best;
  }
}

/** Entries of one rule. */
interface OfRule {
  readonly entries: Entry[];
  /** How many are taken. */
  taken: number;
}

/** What happened at one time. */
class Tied {
  /** By position: those of its rule. A rule that is listed twice has them at both. */
  readonly #byPosition = new Map<number, OfRule>();

  add(entry: Entry): void {
    const [first = 0] = entry.inputs;
    const of = this.#byPosition.get(first) ?? { entries: [], taken: 0 };
    for (const position of entry.inputs) this.#byPosition.set(position, of);
    of.entries.push(entry);
  }

  /** An entry for each position, none of them twice; null where there are not enough. */
  links(from: number, to: number): Entry[] | null {
    const used = new Map<OfRule, number>();
    const links: Entry[] = [];
    for (let position = from; position < to; position++) {
      const of = this.#byPosition.get(position);
      const next = of === undefined ? 0 : (used.get(of) ?? of.taken);
      const entry = of?.entries[next];
      if (of === undefined || entry === undefined) return null;
      used.set(of, next + 1);
      links.push(entry);
    }
    return links;
  }

  take(links: readonly Entry[]): void {
    for (const { inputs } of links) {
      const of = this.#byPosition.get(inputs[0] ?? 0);
      if (of !== undefined) of.taken++;
    }
  }
}
