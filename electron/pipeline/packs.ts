/**
 * Snapshots of rules, indicators and templates that workers read: one compressed file each, named by the SHA-256 of
 * its content, so that a run can say exactly what it was made with (docs/formats/rule-pack.md).
 */
import { createHash, type Hash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { z } from 'zod';
import type { PackReference } from '@shared/contract/order';
import { HIT_DEFINITION } from '@shared/ioc/hit-definition';
import { CaseScopeError, type ErrorCode, errorText } from '@shared/model/errors';
import { indicatorId } from '@shared/model/ids';
import { CHOSEN_SETS, type ChosenSets, EVERY_SET } from '@shared/model/rule-sets';
import { PLACEHOLDERS, type Placeholders } from '@shared/model/placeholders';
import { INDICATOR_TYPES, MATCH_MODES, type SoughtIndicator } from '@shared/model/indicator';
import type { RuleSource } from '@shared/sigma/rule-source';

const RULE_SOURCES = z.array(
  z.object({
    path: z.string(),
    text: z.string(),
    hash: z.string(),
    unread: z.string().optional(),
    since: z.number().optional(),
  }),
);
/** The rules of another pack in the same folder, as a case has them: placeholders filled in, sets chosen. */
const FILLED_RULES = z.object({
  base: z.string(),
  placeholders: PLACEHOLDERS,
  sets: CHOSEN_SETS,
});
const RULE_PACK = z.union([RULE_SOURCES, FILLED_RULES]);
const INDICATORS = z.array(
  z.object({
    id: z.number().transform(indicatorId),
    type: z.enum(INDICATOR_TYPES),
    value: z.string(),
    mode: z.enum(MATCH_MODES),
  }),
);
/** Packs were lists while there was but one definition of a hit. */
const INDICATOR_PACK = z.union([
  INDICATORS.transform((indicators) => ({ definition: 1, indicators })),
  z.object({ definition: z.number(), indicators: INDICATORS }),
]);

/** Far above SigmaHQ (12 MB of text), far below what would exhaust a worker. */
const LARGEST_PACK_BYTES = 256 << 20;

const QUICKLY: zlib.BrotliOptions = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } };

export function writePack(folder: string, kind: string, content: unknown): PackReference {
  const text = JSON.stringify(content);
  const pack = packOf(folder, kind, createHash('sha256').update(text));
  const make = (building: string): void =>
    fs.writeFileSync(building, zlib.brotliCompressSync(text, QUICKLY));
  placeFile(pack.path, make, () => packFault(pack) === null);
  return pack;
}

/** A pack is called by the hash of its text. */
function packOf(folder: string, kind: string, hashing: Hash): PackReference {
  const hash = hashing.digest('hex');
  return { path: path.join(folder, `${hash}.${kind}`), hash };
}

/**
 * A file named by its content is made once, and visible when it is whole.
 * @param isWhole of the file that is there: one that was cut or emptied since is made anew
 */
export function placeFile(
  target: string,
  make: (building: string) => void,
  isWhole: () => boolean = () => true,
): void {
  if (fs.existsSync(target) && isWhole()) return;
  fs.mkdirSync(path.dirname(target), { recursive: true });
  const building = `${target}.${process.pid}.building`;
  make(building);
  flush(building);
  fs.renameSync(building, target);
}

/** Or a power cut could leave a file of zeros under the name. */
function flush(file: string): void {
  const descriptor = fs.openSync(file, 'r+');
  try {
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

/** Removes a pack and what was compiled of it. */
export function removePack({ path: file }: PackReference): void {
  const [folder, name] = [path.dirname(file), path.basename(file)];
  if (!fs.existsSync(folder)) return;
  for (const other of fs.readdirSync(folder)) {
    const isOf = other === name || (other.startsWith(`${name}.`) && other.endsWith('.compiled'));
    if (isOf) fs.rmSync(path.join(folder, other), { force: true });
  }
}

const RULE_PACK_FILE = /^([0-9a-f]{64}\.rules)(?:\.|$)/;

/**
 * Removes packs of rules that nothing uses, with what was compiled of them, and packs that were never finished.
 * @param named all that are used; no pack of the folder may be in the making
 */
export function removeUnnamedPacks(folder: string, named: readonly PackReference[]): void {
  if (!fs.existsSync(folder)) return;
  const kept = new Set(named.map((pack) => path.basename(pack.path)));
  for (const file of fs.readdirSync(folder)) {
    const pack = RULE_PACK_FILE.exec(file)?.[1];
    if (pack === undefined || (kept.has(pack) && !file.endsWith('.building'))) continue;
    try {
      fs.rmSync(path.join(folder, file), { force: true });
    } catch {
      // A virus scanner may hold it: it goes another time.
    }
  }
}

/** The same pack in another folder, where it stays when the first one goes. */
export function copyPack(folder: string, { path: from, hash }: PackReference): PackReference {
  const target = path.join(folder, path.basename(from));
  const isSame = (): boolean =>
    !fs.existsSync(from) || fs.readFileSync(target).equals(fs.readFileSync(from));
  placeFile(target, (building) => fs.copyFileSync(from, building), isSame);
  return { path: target, hash };
}

/** @throws Error where the file is gone or not what its name says */
function unpacked(pack: PackReference): Buffer {
  const packed = fs.readFileSync(pack.path);
  const text = zlib.brotliDecompressSync(packed, { maxOutputLength: LARGEST_PACK_BYTES });
  const hash = createHash('sha256').update(text).digest('hex');
  if (hash !== pack.hash) throw new Error('its content does not fit its name');
  return text;
}

/** Why a pack cannot be read; null where it can. */
export function packFault(pack: PackReference): string | null {
  try {
    unpacked(pack);
    return null;
  } catch (error) {
    return errorText(error);
  }
}

const RULES_GONE = {
  code: 'rules-unreadable',
  remedy:
    'Virus scanners remove and change rule files. Start the program and open the case again: packs are made anew from what was imported. Where that does not help, import the rules again.',
} as const;

/** @throws CaseScopeError with the code given, and what helps, where the file is gone or not what its name says */
export function readPack(
  pack: PackReference,
  { code, remedy }: { readonly code: ErrorCode; readonly remedy: string } = RULES_GONE,
): unknown {
  try {
    return JSON.parse(unpacked(pack).toString('utf8'));
  } catch (error) {
    const message = `The pack ${path.basename(pack.path)} cannot be read (${errorText(error)}). ${remedy}`;
    throw new CaseScopeError(code, message, { cause: error });
  }
}

export const writeRulePack = (folder: string, sources: readonly RuleSource[]): PackReference =>
  writePack(folder, 'rules', sources);

/** The rules of a pack as a case has them; `rules` lies in the folder. */
export const writeCasePack = (
  folder: string,
  rules: PackReference,
  choice: Omit<RulePack, 'sources'>,
): PackReference => writePack(folder, 'rules', { base: rules.hash, ...choice });

export interface RulePack {
  readonly sources: readonly RuleSource[];
  readonly placeholders: Placeholders;
  readonly sets: ChosenSets;
}

/** @throws CaseScopeError `rules-unreadable` */
export function readRulePack(pack: PackReference): RulePack {
  const content = RULE_PACK.parse(readPack(pack));
  if (Array.isArray(content)) return { sources: content, placeholders: {}, sets: EVERY_SET };
  const base = path.join(path.dirname(pack.path), `${content.base}.rules`);
  const { sources } = readRulePack({ path: base, hash: content.base });
  return { sources, placeholders: content.placeholders, sets: content.sets };
}

/** Only what a hunt looks at: another note, or one that is switched off, makes no other pack. */
const packed = (indicators: readonly SoughtIndicator[]): unknown[] =>
  indicators
    .filter(({ active }) => active)
    .map(({ id, type, value, mode }) => ({ id, type, value, mode }));

export const writeIndicatorPack = (
  folder: string,
  indicators: readonly SoughtIndicator[],
): PackReference =>
  writePack(folder, 'indicators', { definition: HIT_DEFINITION, indicators: packed(indicators) });

/** Made into text between other work: less than a millisecond. */
const SLICE = 500;
const compressed = promisify<Buffer, zlib.BrotliOptions, Buffer>(zlib.brotliCompress);

/** The same pack without standing still for long. @returns null once it is not wanted any more */
export async function writeIndicatorPackInSlices(
  folder: string,
  indicators: readonly SoughtIndicator[],
  isWanted: () => boolean,
): Promise<PackReference | null> {
  const hashing = createHash('sha256');
  const pieces: Buffer[] = [];
  const put = (text: string): void => {
    const piece = Buffer.from(text);
    hashing.update(piece);
    pieces.push(piece);
  };
  put(`{"definition":${HIT_DEFINITION},"indicators":[`);
  let isFirst = true;
  for (let from = 0; from < indicators.length; from += SLICE) {
    const inner = JSON.stringify(packed(indicators.slice(from, from + SLICE))).slice(1, -1);
    if (inner !== '') put(isFirst ? inner : `,${inner}`);
    isFirst &&= inner === '';
    await new Promise(setImmediate);
    if (!isWanted()) return null;
  }
  put(']}');
  const pack = packOf(folder, 'indicators', hashing);
  if (fs.existsSync(pack.path)) return pack;
  const bytes = await compressed(Buffer.concat(pieces), QUICKLY);
  placeFile(pack.path, (building) => fs.writeFileSync(building, bytes));
  return pack;
}

export interface IndicatorPack {
  /** Of a hit, by which it is hunted. */
  readonly definition: number;
  readonly indicators: readonly SoughtIndicator[];
}

export function readIndicatorPack(pack: PackReference): IndicatorPack {
  const { definition, indicators } = INDICATOR_PACK.parse(readPack(pack));
  return { definition, indicators: indicators.map((one) => ({ ...one, active: true })) };
}
