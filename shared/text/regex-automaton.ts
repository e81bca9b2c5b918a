/**
 * Runs the program of a regular expression over texts, all its ways at once: what is reached after a character
 * is a step of an automaton, worked out when it is first met and kept. The time is the length of the text times
 * the states of the program at worst, whatever the expression; mostly it is one look-up a character.
 */
import type { Check, Program } from './regex-program';
import { StateSet } from './state-set';

/** Says that a search has taken too long. */
export type IsOver = () => boolean;

/** What stands next to a position. */
const EDGE = 0;
/** A line feed that ends the text. */
const LAST_FEED = 1;
const WORD = 2;
const OTHER = 3;
const FEED = 10;

/** States of the program reached together. */
interface Step {
  /** Ascending; those in which a character was just taken. */
  readonly states: Uint16Array;
  /** What the last character was; only as far as the program asks. */
  readonly passed: number;
  /** A match ended in front of that character. */
  readonly ended: boolean;
  /** Nothing can match any more. */
  readonly dead: boolean;
  /** By what comes next. */
  readonly next: (Step | undefined)[];
}

/** A kind of character: the sets it is in are what a program can tell it by. */
interface CharacterKind {
  readonly neighbour: number;
  /** One for each set it is in. */
  readonly within: Uint8Array;
}

/** Some four megabytes; `.{1000,}` of SigmaHQ holds most of it. */
const MOST_HELD = 600_000;
const HELD_BY_A_STEP = 32;
/** Between two looks at the clock. */
const STATES_A_LOOK = 50_000;
const CHARACTERS_A_LOOK = 0x10000;
const LOW_UNITS = 256;

export class Automaton {
  readonly #program: Program;
  readonly #looks: readonly Automaton[];
  readonly #asksWord: boolean;
  readonly #isAnchored: boolean;
  readonly #kinds: CharacterKind[];
  readonly #kindNumbers = new Map<string, number>();
  /** Kinds by code unit; zero where not yet known. */
  readonly #lowKinds = new Uint16Array(LOW_UNITS);
  readonly #highKinds = new Map<number, number>();
  readonly #lastFeed: number;
  #known = new Map<string, Step>();
  #held = 0;
  #first: Step;
  #work = 0;
  /** By state: the turn it was last come to. */
  readonly #seen: Uint32Array;
  #turn = 0;
  /** States come to in this turn. */
  readonly #reached: Uint16Array;
  readonly #taken: StateSet;

  constructor(program: Program) {
    this.#program = program;
    this.#looks = program.looks.map((look) => new Automaton(look));
    const checks = program.states.flatMap((one) => (one.kind === 'check' ? [one.check] : []));
    this.#asksWord = checks.some(({ kind }) => kind === 'word');
    this.#seen = new Uint32Array(program.states.length);
    this.#reached = new Uint16Array(program.states.length);
    this.#taken = new StateSet(program.states.length);
    this.#kinds = [{ neighbour: EDGE, within: new Uint8Array(program.sets.length) }];
    this.#lastFeed = this.#kindOf(FEED, LAST_FEED);
    this.#isAnchored = !program.backward && this.#startsAtStart();
    this.#first = this.#step(NO_STATES, EDGE, false);
  }

  /** Null where it was ended. */
  finds(text: string, isOver: IsOver): boolean | null {
    return text.length >= this.#program.shortest && this.#run(text, isOver, null);
  }

  /** One for each position a match ends at (reading backward: begins at); null where it was ended. */
  #ends(text: string, isOver: IsOver): Uint8Array | null {
    const ends = new Uint8Array(text.length + 1);
    return this.#run(text, isOver, ends) === null ? null : ends;
  }

  #run(text: string, isOver: IsOver, ends: Uint8Array | null): boolean | null {
    const looks = this.#looks.length === 0 ? null : this.#lookAround(text, isOver);
    if (looks === 'over') return null;
    const { length } = text;
    const { backward } = this.#program;
    const lookBits = this.#looks.length;
    let step = this.#first;
    for (let done = 0; done <= length; done++) {
      const at = backward ? length - done : done;
      const kind = done === length ? EDGE : this.#kindAt(text, backward ? at - 1 : at);
      const ahead = looks === null ? kind : (kind << lookBits) | (looks[at] ?? 0);
      step = step.next[ahead] ?? this.#build(step, kind, ahead);
      if (step.ended) {
        if (ends === null) return true;
        ends[at] = 1;
      }
      if (step.dead) return false;
      if (this.#work > STATES_A_LOOK || done % CHARACTERS_A_LOOK === CHARACTERS_A_LOOK - 1) {
        this.#work = 0;
        if (isOver()) return null;
      }
    }
    return false;
  }

  /** By position, a bit for each look that holds there. */
  #lookAround(text: string, isOver: IsOver): Uint8Array | 'over' {
    const bits = new Uint8Array(text.length + 1);
    for (const [look, automaton] of this.#looks.entries()) {
      const ends = automaton.#ends(text, isOver);
      if (ends === null) return 'over';
      for (let at = 0; at < bits.length; at++)
        bits[at] = (bits[at] ?? 0) | ((ends[at] ?? 0) << look);
    }
    return bits;
  }

  #kindAt(text: string, at: number): number {
    const unit = text.charCodeAt(at);
    if (unit === FEED && at === text.length - 1) return this.#lastFeed;
    const known = unit < LOW_UNITS ? this.#lowKinds[unit] : this.#highKinds.get(unit);
    if (known !== undefined && known !== 0) return known;
    const kind = this.#kindOf(unit, isWord(unit) ? WORD : OTHER);
    if (unit < LOW_UNITS) this.#lowKinds[unit] = kind;
    else this.#highKinds.set(unit, kind);
    return kind;
  }

  #kindOf(unit: number, neighbour: number): number {
    const character = String.fromCharCode(unit);
    this.#work += this.#program.sets.length;
    const within = Uint8Array.from(this.#program.sets, (set) => (set.test(character) ? 1 : 0));
    const key = `${neighbour} ${within.join('')}`;
    let kind = this.#kindNumbers.get(key);
    if (kind === undefined) {
      kind = this.#kinds.push({ neighbour, within }) - 1;
      this.#kindNumbers.set(key, kind);
    }
    return kind;
  }

  /** Every state reached from those of a step, and the start, before the next character; then with it. */
  #build(from: Step, kind: number, ahead: number): Step {
    const { neighbour, within } = this.#kinds[kind] ?? NOTHING;
    const looks = ahead - (kind << this.#looks.length);
    const { backward } = this.#program;
    const [left, right] = backward ? [neighbour, from.passed] : [from.passed, neighbour];
    const count = this.#reach(from.states, (check) => holds(check, left, right, looks));
    this.#work += count;
    this.#held++;
    let ended = false;
    for (let at = 0; at < count; at++) {
      const state = this.#program.states[this.#reached[at] ?? 0];
      if (state?.kind === 'match') ended = true;
      else if (state?.kind === 'take' && within[state.set] === 1) this.#taken.add(state.next);
    }
    const step = this.#step(this.#taken.take(), neighbour, ended);
    from.next[ahead] = step;
    return step;
  }

  /** Lists the states in `#reached`. @returns how many */
  #reach(from: Uint16Array, isTrue: (check: Check) => boolean): number {
    const { states, start } = this.#program;
    const turn = ++this.#turn;
    let count = 0;
    const add = (number: number): void => {
      if (this.#seen[number] === turn) return;
      this.#seen[number] = turn;
      this.#reached[count++] = number;
    };
    for (let at = 0; at < from.length; at++) add(from[at] ?? 0);
    add(start);
    for (let at = 0; at < count; at++) {
      const state = states[this.#reached[at] ?? 0];
      if (state?.kind === 'fork') {
        add(state.next);
        add(state.other);
      } else if (state?.kind === 'check' && isTrue(state.check)) add(state.next);
    }
    return count;
  }

  /** Where the start can be left only at the beginning of a text. */
  #startsAtStart(): boolean {
    const count = this.#reach(NO_STATES, ({ kind }) => kind !== 'start');
    return this.#reached.subarray(0, count).every((number) => {
      const kind = this.#program.states[number]?.kind;
      return kind === 'fork' || kind === 'check';
    });
  }

  #step(states: Uint16Array, neighbour: number, ended: boolean): Step {
    const passed = neighbour === WORD && !this.#asksWord ? OTHER : neighbour;
    const key = `${passed} ${ended} ${AS_TEXT.decode(new Uint8Array(states.buffer))}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#held > MOST_HELD) this.#forget();
    this.#held += states.length + HELD_BY_A_STEP;
    const dead = this.#isAnchored && states.length === 0 && passed !== EDGE;
    const step: Step = { states, passed, ended, dead, next: [] };
    this.#known.set(key, step);
    return step;
  }

  /** What is kept would grow with hostile texts. */
  #forget(): void {
    this.#known = new Map();
    this.#held = 0;
    this.#first = { ...this.#first, next: [] };
  }
}

const NO_STATES = new Uint16Array(0);
const NOTHING: CharacterKind = { neighbour: EDGE, within: new Uint8Array(0) };

/** Numbers of states are far below those of surrogates. */
const AS_TEXT = new TextDecoder('utf-16le');

function holds(check: Check, left: number, right: number, looks: number): boolean {
  switch (check.kind) {
    case 'start':
      return left === EDGE;
    case 'end':
      return right === EDGE;
    case 'lastLine':
      return right === EDGE || right === LAST_FEED;
    case 'word':
      return ((left === WORD) !== (right === WORD)) !== check.negate;
    case 'look':
      return ((looks >> check.look) & 1) === (check.negate ? 0 : 1);
  }
}

/** `\w` without the u flag. */
const isWord = (unit: number): boolean =>
  (unit >= 48 && unit <= 57) ||
  (unit >= 65 && unit <= 90) ||
  unit === 95 ||
  (unit >= 97 && unit <= 122);
