/** The rules a command names, compiled once for the same files. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Placeholders } from '@shared/model/placeholders';
import { compileRuleSet, RuleSet } from '@shared/sigma/rule-set';
import type { RuleSource } from '@shared/sigma/rule-source';
import { keepCompiled, readCompiled } from '@electron/pipeline/compiled-rules';
import { readRuleSources } from '@electron/pipeline/rule-sources';
import { cacheFolder } from './cache-folder';

/** @throws CaseScopeError `rules-unreadable` */
export async function huntRules(
  paths: readonly string[],
  placeholders: Placeholders,
): Promise<RuleSet> {
  // An archive takes seconds to unpack, and its own hash says as much as those of the files in it.
  if (paths.every((one) => fs.statSync(one).isFile())) {
    const files = paths.map((file) => [path.basename(file), sha256(fs.readFileSync(file))]);
    return compiledOnce(files, placeholders, () => readRuleSources(paths));
  }
  return rulesOfSources(await readRuleSources(paths), placeholders);
}

export function rulesOfSources(
  sources: readonly RuleSource[],
  placeholders: Placeholders,
): Promise<RuleSet> {
  const files = sources.map((source) => [source.path, source.hash]);
  return compiledOnce(files, placeholders, () => Promise.resolve(sources));
}

async function compiledOnce(
  files: readonly string[][],
  placeholders: Placeholders,
  read: () => Promise<readonly RuleSource[]>,
): Promise<RuleSet> {
  const name = path.join(cacheFolder(), 'rules', sha256(JSON.stringify([files, placeholders])));
  const kept = readCompiled(name);
  if (kept !== null) return new RuleSet(kept);
  const compiled = compileRuleSet(await read(), placeholders);
  keepCompiled(name, compiled);
  return new RuleSet(compiled);
}

const sha256 = (content: Uint8Array | string): string =>
  createHash('sha256').update(content).digest('hex');
