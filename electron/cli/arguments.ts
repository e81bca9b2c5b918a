/** Options of one command, checked: an unknown option or a missing value is wrong use. */
import fs from 'node:fs';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { bytesOfMib, LINE_LIMIT_MIB } from '@shared/model/line-limit';
import { WrongUse } from './output';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Values of options by name; those that may repeat are lists. */
export interface Arguments {
  readonly paths: readonly string[];
  flag(name: string): boolean;
  text(name: string): string | null;
  all(name: string): readonly string[];
  /** @throws WrongUse where the option is missing */
  required(name: string): string;
  whole(name: string, smallest: number, largest?: number): number | null;
  oneOf<Word extends string>(name: string, words: readonly Word[]): Word | null;
}

export function readArguments(words: readonly string[], options: Options): Arguments {
  const { values, positionals } = parse(words, options);
  const text = (name: string): string | null => {
    const value = values[name];
    const last = Array.isArray(value) ? value.at(-1) : value;
    return typeof last === 'string' ? last : null;
  };
  return {
    paths: positionals,
    flag: (name) => values[name] === true,
    text,
    all: (name) => {
      const value = values[name];
      return Array.isArray(value) ? value.map(String) : [];
    },
    required: (name) => {
      const value = text(name);
      if (value === null) throw new WrongUse(`--${name} is needed`);
      return value;
    },
    whole: (name, smallest, largest = Number.MAX_SAFE_INTEGER) => {
      const value = text(name);
      if (value === null) return null;
      const number = Number(value);
      if (!/^\d+$/.test(value) || number < smallest || number > largest) {
        const bound = largest === Number.MAX_SAFE_INTEGER ? 'on' : `to ${largest}`;
        throw new WrongUse(
          `--${name} takes a whole number from ${smallest} ${bound}, not ${value}`,
        );
      }
      return number;
    },
    oneOf: (name, all) => {
      const value = text(name);
      if (value === null) return null;
      const word = all.find((one) => one === value);
      if (word === undefined) throw new WrongUse(`--${name} takes ${all.join(', ')}, not ${value}`);
      return word;
    },
  };
}

/** @throws WrongUse naming the first path that leads nowhere */
export function requireExisting(paths: readonly string[]): void {
  const missing = paths.find((one) => !fs.existsSync(one));
  if (missing === undefined) return;
  // What the shell gave was no UTF-8: Node put this character in its place.
  const hint = missing.includes('\ufffd')
    ? ' (its name may not be valid UTF-8; give its folder)'
    : '';
  throw new WrongUse(`${missing} does not exist${hint}`);
}

function parse(words: readonly string[], options: Options): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
}

/** Longest record of NDJSON, in bytes; `--line-limit` tells it in MiB. */
export function lineLimitIn(given: Arguments): number {
  const { smallest, usual, largest } = LINE_LIMIT_MIB;
  return bytesOfMib(given.whole('line-limit', smallest, largest) ?? usual);
}

export const TEXT = { type: 'string' } as const;
export const TEXTS = { type: 'string', multiple: true } as const;
export const FLAG = { type: 'boolean' } as const;
