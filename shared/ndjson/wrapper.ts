/**
 * Objects that only wrap an array of records, as exports and interfaces of cloud services give them. What
 * stands beside the array (links to the next page, counts) is no evidence and is passed over; files of
 * several wrappers, one after the other, are read through.
 */
import { UNIT } from './json-syntax';
import type { CodeUnits } from './text-blocks';

/** Names of the array, and the members that may stand before it. Other objects are records themselves. */
const WRAPPERS: Readonly<Record<string, RegExp>> = {
  // AWS CloudTrail log files: docs.aws.amazon.com, "CloudTrail log file examples".
  Records: /^$/,
  // Azure Monitor, platform logs sent to an event hub: learn.microsoft.com, "Stream to Event Hubs".
  records: /^$/,
  // OData JSON format 4.01, section 13 (Microsoft Graph, Azure Activity): annotations, then the value.
  value: /^@/,
  // Google Workspace, Admin SDK Reports API, activities.list.
  items: /^(kind|etag|nextPageToken)$/,
};

/** No name of a wrapper's member is longer. */
const LONGEST_NAME = 64;
/** Where a wrapper's array has not begun by then, it is taken for a record. */
const OPENING_UNITS = 4_096;

/** Whether a text begins with a wrapper around objects. */
export function opensWrapper(units: CodeUnits): boolean {
  const scanner = new WrapperScanner();
  const opening = units.subarray(0, OPENING_UNITS);
  for (const [at, unit] of opening.entries()) {
    if (!scanner.step(unit)) continue;
    return /^\s*(\{|\]|$)/.test(String.fromCharCode(...opening.subarray(at + 1)));
  }
  return false;
}

/** Follows what stands outside the arrays, unit by unit. */
export class WrapperScanner {
  #depth = 0;
  #isInText = false;
  #isEscaped = false;
  /** The last text, up to `LONGEST_NAME`. */
  #text = '';
  /** The member whose value comes next; null inside of one. */
  #name: string | null = null;
  /** Members of the wrapper before. */
  #before: string[] = [];

  /** True where the unit opens the array of records; `closed` tells when that has ended. */
  step(unit: number): boolean {
    if (this.#isInText) this.#inText(unit);
    else if (unit === UNIT.quote) {
      this.#isInText = true;
      this.#text = '';
    } else if (unit === UNIT.colon && this.#depth === 1) this.#name = this.#text;
    else if (unit === UNIT.openBracket && this.#isRecords()) return true;
    else this.#structure(unit);
    return false;
  }

  closed(): void {
    this.#member();
  }

  #inText(unit: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (unit === UNIT.backslash) this.#isEscaped = true;
    else if (unit === UNIT.quote) this.#isInText = false;
    if (this.#isInText && this.#text.length < LONGEST_NAME) this.#text += String.fromCharCode(unit);
  }

  #structure(unit: number): void {
    if (unit === UNIT.openBrace || unit === UNIT.openBracket) this.#depth++;
    else if (unit === UNIT.closeBrace || unit === UNIT.closeBracket) this.#depth--;
    else if (unit === UNIT.comma && this.#depth === 1) this.#member();
    if (this.#depth <= 0) this.#end();
  }

  /** A member of the wrapper is over. */
  #member(): void {
    if (this.#name !== null) this.#before.push(this.#name);
    this.#name = null;
  }

  #end(): void {
    this.#depth = 0;
    this.#before = [];
    this.#name = null;
  }

  #isRecords(): boolean {
    const name = this.#depth === 1 ? this.#name : null;
    if (name === null || !Object.hasOwn(WRAPPERS, name)) return false;
    return this.#before.every((one) => WRAPPERS[name]?.test(one) === true);
  }
}
