/** The rules to look at for each event of a place: those with a test true of one of its values. */
import type { PlaceRules } from './place-rules';
import type { ValueTruths } from './value-truths';

/** Rules by position in their place. */
type RuleList = readonly number[];
const NONE: RuleList = [];

export class Candidates {
  /** By event: what its values ask for, a list for each value that asks for any. */
  readonly #asked: (RuleList[] | undefined)[];
  #rules: PlaceRules | null = null;
  /** By rule: the event it was last listed for. */
  #listedFor = new Int32Array(0);

  constructor(events: number) {
    this.#asked = Array.from({ length: events });
  }

  begin(rules: PlaceRules): void {
    this.#rules = rules;
    this.#listedFor = new Int32Array(rules.rules.length).fill(-1);
  }

  /** Adds what the values of a field ask for. */
  addFrom(truths: ValueTruths, events: Uint32Array): void {
    const { codes } = truths.column;
    const byCode: (RuleList | undefined)[] = [];
    for (let at = 0; at < events.length; at++) {
      const event = events[at] ?? 0;
      const code = codes[event] ?? 0;
      const rules = (byCode[code] ??= this.#rulesOf(truths, code));
      if (rules.length > 0) (this.#asked[event] ??= []).push(rules);
    }
  }

  #rulesOf(truths: ValueTruths, code: number): RuleList {
    const rules: number[] = [];
    for (const test of truths.ofCode(code)) {
      for (const rule of this.#rules?.candidates.get(test) ?? NONE) rules.push(rule);
    }
    return rules.length === 0 ? NONE : rules;
  }

  /** Each rule to look at once. */
  of(event: number): RuleList {
    const always = this.#rules?.always ?? NONE;
    const asked = this.#asked[event];
    if (asked === undefined) return always;
    this.#asked[event] = undefined;
    const rules = [...always];
    for (const list of asked) {
      for (const rule of list) {
        if (this.#listedFor[rule] === event) continue;
        this.#listedFor[rule] = event;
        rules.push(rule);
      }
    }
    return rules;
  }
}
