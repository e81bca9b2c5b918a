/**
 * Compiled rules kept in files. Compiling all of SigmaHQ takes a second of CPU, reading what it leaves a
 * tenth of that, and every worker process needs it once.
 *
 * A file is a SHA-256 of its content and the content, which is compressed JSON. One that is missing or
 * damaged, or that another version of the compiler wrote, is made anew: it saves time, never changes an
 * answer.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import zlib from 'node:zlib';
import type { PackReference } from '@shared/contract/order';
import { type CompiledRuleSet, compileRuleSet, RuleSet } from '@shared/sigma/rule-set';
import { placeFile, readRulePack } from './packs';

/** Names the compiler this program was built with (scripts/setup/rule-compiler.mjs). */
declare const RULE_COMPILER: string;

const HASH_BYTES = 32;
const FAST: zlib.BrotliOptions = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } };

/** The rules of a pack, ready to hunt; what they were compiled to is kept beside the pack. */
export function rulesOfPack(pack: PackReference): RuleSet {
  const kept = readCompiled(pack.path);
  if (kept !== null) return new RuleSet(kept);
  const { sources, placeholders, sets } = readRulePack(pack);
  const compiled = compileRuleSet(sources, placeholders, sets);
  keepCompiled(pack.path, compiled);
  return new RuleSet(compiled);
}

const fileOf = (name: string): string => `${name}.${RULE_COMPILER}.compiled`;

/**
 * What was kept under a name; null where there is nothing, or it is damaged.
 * @param name path without ending; it must stand for everything the rules depend on
 */
export function readCompiled(name: string): CompiledRuleSet | null {
  const file = fileOf(name);
  if (!fs.existsSync(file)) return null;
  const bytes = fs.readFileSync(file);
  const content = bytes.subarray(HASH_BYTES);
  if (!sha256(content).equals(bytes.subarray(0, HASH_BYTES))) {
    fs.rmSync(file, { force: true });
    return null;
  }
  // The hash says that this program's own compiler wrote it, whole.
  return JSON.parse(zlib.brotliDecompressSync(content).toString('utf8')) as CompiledRuleSet;
}

/** Keeps what rules were compiled to, where it can; a folder that cannot be written costs time only. */
export function keepCompiled(name: string, compiled: CompiledRuleSet): void {
  const content = zlib.brotliCompressSync(JSON.stringify(compiled), FAST);
  try {
    placeFile(fileOf(name), (building) =>
      fs.writeFileSync(building, Buffer.concat([sha256(content), content])),
    );
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
  }
}

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
