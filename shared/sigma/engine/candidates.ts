/** The rules to look at for each event of a place: those with a test true of one of its values. */
import { FIRST_VALUE_CODE } from '@shared/model/columns';
import type { PlaceRules } from './place-rules';
import type { ValueTruths } from './value-truths';

/** Rules by position in their place. */
type RuleList = readonly number[];
const NONE: RuleList = [];

export class Candidates {
  /** By event: the newest link of what its values ask for, and one; 0 for none. */
  readonly #first: Int32Array;
  /** By link: the rules a value asks for, and the link before it. */
  readonly #asked: RuleList[] = [];
  readonly #before: number[] = [];
  #rules: PlaceRules | null = null;
  /** By rule: the event it was last listed for. */
  #listedFor = new Int32Array(0);

  constructor(events: number) {
    this.#first = new Int32Array(events);
  }

  begin(rules: PlaceRules): void {
    this.#rules = rules;
    this.#listedFor = new Int32Array(rules.rules.length).fill(-1);
    this.#asked.length = 0;
    this.#before.length = 0;
  }

  /** Adds what the values of a field ask for; false where none of the events has a value of it. */
  addFrom(truths: ValueTruths, events: Uint32Array): boolean {
    const { codes } = truths.column;
    const byCode: (RuleList | undefined)[] = [];
    for (let at = 0; at < events.length; at++) {
      const event = events[at] ?? 0;
      const code = codes[event] ?? 0;
      const rules = (byCode[code] ??= this.#rulesOf(truths, code));
      if (rules.length === 0) continue;
      this.#before.push(this.#first[event] ?? 0);
      this.#first[event] = this.#asked.push(rules);
    }
    return byCode.length > FIRST_VALUE_CODE;
  }

  #rulesOf(truths: ValueTruths, code: number): RuleList {
    const rules: number[] = [];
    for (const test of truths.ofCode(code)) {
      for (const rule of this.#rules?.candidates.get(test) ?? NONE) rules.push(rule);
    }
    return rules.length === 0 ? NONE : rules;
  }

  /** Each rule to look at once; what was asked for the event is then forgotten. */
  of(event: number): RuleList {
    const always = this.#rules?.always ?? NONE;
    let link = this.#first[event] ?? 0;
    if (link === 0) return always;
    this.#first[event] = 0;
    const rules = [...always];
    for (; link > 0; link = this.#before[link - 1] ?? 0) {
      for (const rule of this.#asked[link - 1] ?? NONE) {
        if (this.#listedFor[rule] === event) continue;
        this.#listedFor[rule] = event;
        rules.push(rule);
      }
    }
    return rules;
  }
}
