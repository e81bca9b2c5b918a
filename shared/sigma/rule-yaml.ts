/** YAML of rules and their tests: numbers keep the text they are written as, anchors cannot blow up. */
import {
  CORE_SCHEMA,
  defineScalarTag,
  floatCoreTag,
  intCoreTag,
  loadAll,
  NOT_RESOLVED,
  type ScalarTagDefinition,
} from 'js-yaml';
import { numberText } from '@shared/model/number-text';
import { RuleError } from './rule-error';

/**
 * A number and how it was written: text that only looks like a number (`00000429`) is searched for as it
 * stands, and digits past 2^53 count.
 */
export class YamlNumber {
  readonly text: string;
  readonly value: number;

  constructor(written: string, value: number) {
    this.text = decimalText(written);
    this.value = value;
  }

  /** The text JSON with this number is read as: `1.0` is `1`, `+5` is `5` (sigma.md 1.3). */
  get number(): string {
    return numberText(this.text.replace(/^\+/, ''), this.value);
  }

  toString(): string {
    return this.text;
  }
}

/** As it is written; hexadecimal and octal numbers as decimal ones of any size (sigma.md 1.3). */
function decimalText(written: string): string {
  const [, sign, digits] = /^([+-]?)(0[xo][\da-f]+)$/i.exec(written) ?? [];
  if (digits === undefined) return written;
  return `${sign === '-' ? '-' : ''}${BigInt(digits)}`;
}

const written = (tag: ScalarTagDefinition<number>): ScalarTagDefinition<YamlNumber> =>
  defineScalarTag(tag.tagName, {
    implicit: tag.implicit,
    implicitFirstChars: tag.implicitFirstChars,
    identify: () => false,
    resolve: (source, isExplicit, tagName) => {
      const value = tag.resolve(source, isExplicit, tagName);
      return typeof value === 'number' ? new YamlNumber(source, value) : NOT_RESOLVED;
    },
  });

const SCHEMA = CORE_SCHEMA.withTags(written(intCoreTag), written(floatCoreTag));

/** Far above any rule; the anchors of a few lines can stand for more than memory holds. */
const MOST_VALUES = 1_000_000;
const DEEPEST = 100;

/** @throws YAMLException, RuleError */
export function readYaml(text: string): unknown[] {
  const documents = loadAll(text, { schema: SCHEMA });
  let left = MOST_VALUES;
  const walk = (value: unknown, depth: number): void => {
    if (--left < 0 || depth > DEEPEST) throw new RuleError('its anchors stand for too many values');
    if (typeof value !== 'object' || value === null || value instanceof YamlNumber) return;
    for (const inner of Object.values(value)) walk(inner, depth + 1);
  };
  for (const document of documents) walk(document, 0);
  return documents;
}

export type YamlMap = Readonly<Record<string, unknown>>;
export const isMap = (value: unknown): value is YamlMap =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof YamlNumber);

/** Empty for what is neither a text nor a number. */
export const text = (value: unknown): string =>
  typeof value === 'string' || value instanceof YamlNumber ? String(value) : '';

/** Of a list or a single one. */
export const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).map(text).filter((one) => one !== '');

/** Null for what is none. */
export const numberOf = (value: unknown): number | null =>
  value instanceof YamlNumber ? value.value : null;
