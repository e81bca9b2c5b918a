/**
 * Reads a line by its likeness to earlier ones. The text between the values of a log's lines repeats, so
 * where it stands exactly as before, the values can be cut out without parsing: same keys, same nesting.
 * Whatever differs is a miss, and the line is parsed (and learnt) the ordinary way. `Flattener` checks at
 * learning that both ways give the same leaves.
 */
import type { FieldValue } from '@shared/model/event';
import type { Branch, Leaf } from './leaf-tree';
import type { CodeUnits } from './text-blocks';
import { endOfNumber, endOfText, numberOf, startsNumber, textOf } from './text-values';
import { type Follows, type LineTokens, tokensOf, type TokenStep } from './text-tokens';

/** A line in the text of its block. */
export interface TextSpan {
  readonly blockText: string;
  /** The code units of that text; used again once its block was read. */
  readonly codes: CodeUnits;
  /** The same as bytes, where each unit is one: four are compared at a time. */
  readonly bytes: DataView | null;
  readonly start: number;
  readonly end: number;
}

/** Text that always stands the same, and what comes after it. */
interface Step<Plan> {
  readonly codes: Uint16Array;
  /** Its units four by four, as many as there are whole fours. */
  readonly fours: Int32Array;
  /** Values that are part of it: true, false, null. */
  readonly constants: readonly (string | null)[];
  readonly follows: Follows;
  readonly next: Place<Plan>;
}

/** Between two values: the texts that were seen to go on from here. */
class Place<Plan> {
  readonly steps: Step<Plan>[] = [];
  /** At the end of a line. */
  ending: Ending<Plan> | null = null;
}

interface Ending<Plan> {
  readonly plan: Plan;
  readonly keys: readonly string[];
  /** How many values each leaf has; null where each has one. */
  readonly counts: readonly number[] | null;
}

export interface Matched<Plan> {
  readonly plan: Plan;
  /** Of all members; one list for all lines of a form. */
  readonly keys: readonly string[];
  readonly texts: readonly FieldValue[];
}

/** More ways to go on from one place are not likeness any more. */
const MOST_STEPS = 16;
/** Forms learnt; a log has dozens, an attack as many as it has lines. */
const MOST_LESSONS = 4_000;

export class TextForms<Plan> {
  readonly #start = new Place<Plan>();
  #lessons = 0;

  /** Null where the line is not like one that was learnt. */
  match(span: TextSpan): Matched<Plan> | null {
    const { blockText: text, codes, bytes, end } = span;
    const texts: (string | null)[] = [];
    let at = span.start;
    for (let place = this.#start; ;) {
      const step = stepFrom(place, codes, bytes, at, end);
      if (step === null) return null;
      at += step.codes.length;
      place = step.next;
      for (const constant of step.constants) texts.push(constant);
      if (step.follows === 'end')
        return place.ending === null ? null : grouped(place.ending, texts);
      const isText = step.follows === 'text';
      const stop = isText ? endOfText(codes, bytes, at, end) : endOfNumber(codes, at, end);
      const value = isText ? textOf(text, at, stop) : numberOf(text, codes, at, stop);
      if (value === null) return null;
      texts.push(value);
      at = Math.abs(stop);
    }
  }

  /** Whether another line should be learnt. */
  get isOpen(): boolean {
    return this.#lessons < MOST_LESSONS;
  }

  /** `leaves` and `texts`: what the line was found to hold by parsing it. */
  learn(
    line: string,
    root: Branch,
    leaves: readonly Leaf[],
    texts: readonly FieldValue[],
    plan: Plan,
  ): void {
    this.#lessons++;
    const tokens = tokensOf(line, root);
    if (tokens === null || !isSame(tokens, leaves, texts)) return;
    let place: Place<Plan> | null = this.#start;
    for (const step of tokens.steps) {
      place = stepTo(place, step);
      if (place === null) return;
    }
    const counts = tokens.values.map((values) => values.length);
    const { keys } = tokens;
    place.ending = { plan, keys, counts: counts.every((count) => count === 1) ? null : counts };
  }
}

function isSame(
  tokens: LineTokens,
  leaves: readonly Leaf[],
  texts: readonly FieldValue[],
): boolean {
  if (tokens.leaves.length !== leaves.length) return false;
  return leaves.every((leaf, at) => {
    const value = texts[at] ?? null;
    const parsed = typeof value === 'object' && value !== null ? value : [value];
    const cut = tokens.values[at] ?? [];
    return (
      tokens.leaves[at] === leaf &&
      cut.length === parsed.length &&
      cut.every((text, place) => text === parsed[place])
    );
  });
}

function stepTo<Plan>(
  place: Place<Plan>,
  { before, constants, follows }: TokenStep,
): Place<Plan> | null {
  const codes = Uint16Array.from(before, (_, at) => before.charCodeAt(at));
  const known = place.steps.find(
    (step) =>
      step.follows === follows &&
      step.codes.length === codes.length &&
      step.codes.every((code, at) => code === codes[at]),
  );
  if (known !== undefined) return known.next;
  if (place.steps.length >= MOST_STEPS) return null;
  const next = new Place<Plan>();
  place.steps.push({ codes, fours: foursOf(codes), constants, follows, next });
  return next;
}

/** The step that stands at a position; it comes first next time. */
function stepFrom<Plan>(
  { steps }: Place<Plan>,
  codes: CodeUnits,
  bytes: DataView | null,
  at: number,
  end: number,
): Step<Plan> | null {
  for (let place = 0; place < steps.length; place++) {
    const step = steps[place];
    if (step === undefined || !stands(step, codes, bytes, at, end)) continue;
    const first = steps[0];
    if (place > 0 && first !== undefined) {
      steps[0] = step;
      steps[place] = first;
    }
    return step;
  }
  return null;
}

function stands<Plan>(
  step: Step<Plan>,
  codes: CodeUnits,
  bytes: DataView | null,
  at: number,
  end: number,
): boolean {
  const stop = at + step.codes.length;
  if (stop > end || (step.follows === 'end' && stop !== end)) return false;
  const compared = bytes === null ? 0 : sameFours(step.fours, bytes, at);
  if (compared < 0) return false;
  for (let place = compared; place < step.codes.length; place++) {
    if (codes[at + place] !== step.codes[place]) return false;
  }
  return step.follows !== 'number' || startsNumber(codes[stop] ?? 0);
}

/** How many bytes are the same; -1 where one of them is not. */
function sameFours(fours: Int32Array, bytes: DataView, at: number): number {
  for (let four = 0; four < fours.length; four++) {
    if (bytes.getInt32(at + four * 4, true) !== fours[four]) return -1;
  }
  return fours.length * 4;
}

/** None where a unit is no byte. */
function foursOf(codes: Uint16Array): Int32Array {
  if (codes.some((code) => code > 0xff)) return new Int32Array();
  const bytes = new DataView(Uint8Array.from(codes).buffer);
  return Int32Array.from({ length: codes.length >> 2 }, (_, four) =>
    bytes.getInt32(four * 4, true),
  );
}

/** The values by their leaves. */
function grouped<Plan>(
  { plan, keys, counts }: Ending<Plan>,
  texts: readonly (string | null)[],
): Matched<Plan> {
  if (counts === null) return { plan, keys, texts };
  let at = 0;
  return {
    ...{ plan, keys },
    texts: counts.map((count) => {
      at += count;
      return count === 1 ? (texts[at - 1] ?? null) : texts.slice(at - count, at);
    }),
  };
}
