/** Rule files from folders, single files and ZIP archives such as the SigmaHQ release (all offline). */
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import {
  configure,
  type FileEntry,
  Uint8ArrayReader,
  Uint8ArrayWriter,
  ZipReader,
} from '@zip.js/zip.js';
import { CaseScopeError, errorText } from '@shared/model/errors';
import type { RuleSource } from '@shared/sigma/rule-source';
import { type NamedRules, withUniquePaths } from './unique-paths';

configure({ useWebWorkers: false });

const SET_FOLDER = /^rules(-[\w-]+)?$/;
const RULE_FILE = /\.ya?ml$/i;
/** No rule is near this size; a member that claims more is not one. */
const LARGEST_RULE_BYTES = 4 << 20;

const source = (name: string, text: string): RuleSource => ({
  path: name.replaceAll('\\', '/'),
  text,
  hash: createHash('sha256').update(text).digest('hex'),
});

const unread = (name: string, reason: string): RuleSource => ({
  ...source(name, ''),
  unread: reason,
});
const LINK = 'it is a symbolic link, which is not followed';

/** SIGMA is UTF-8; what is not would be read as something else than its author wrote. */
function fileSource(name: string, bytes: Uint8Array): RuleSource {
  if (!isUtf8(bytes)) return unread(name, 'it is not UTF-8 text');
  return source(name, Buffer.from(bytes).toString('utf8'));
}

/**
 * Rules of the paths in their order, each under a path of its own.
 * @throws CaseScopeError `rules-unreadable` where a path cannot be read or holds no rule file
 */
export async function readRuleSources(paths: readonly string[]): Promise<RuleSource[]> {
  const parts: NamedRules[] = [];
  for (const given of paths)
    parts.push({ name: path.basename(given), sources: await sourcesIn(given) });
  return withUniquePaths(parts);
}

/** Rules of one file, folder or archive. @throws CaseScopeError `rules-unreadable` */
async function sourcesIn(given: string): Promise<RuleSource[]> {
  try {
    const found = await sourcesAt(given);
    if (found.length > 0) return found;
  } catch (error) {
    throw unreadable(given, errorText(error));
  }
  throw unreadable(given, 'there is no .yml file in it');
}

const unreadable = (given: string, why: string): CaseScopeError =>
  new CaseScopeError('rules-unreadable', `No rules could be read from ${given}: ${why}.`);

async function sourcesAt(given: string): Promise<RuleSource[]> {
  if (fs.statSync(given).isDirectory()) {
    // A folder of SigmaHQ's own names stays in the paths: it tells which set a rule belongs to.
    const base = SET_FOLDER.test(path.basename(given)) ? path.dirname(given) : given;
    return entriesOf(given).map((entry) => {
      const name = path.relative(base, entry.full);
      return entry.isLink ? unread(name, LINK) : fileSource(name, fs.readFileSync(entry.full));
    });
  }
  if (RULE_FILE.test(given)) return [fileSource(path.basename(given), fs.readFileSync(given))];
  return zipSources(given);
}

/** Rule files of a folder and the folders in it, in the order of their names; links are not among them. */
export const ruleFiles = (folder: string): string[] =>
  entriesOf(folder).flatMap(({ full, isLink }) => (isLink ? [] : [full]));

/** A rule file, or a link to one or to a folder: what a link leads to may be anything, and anywhere. */
interface RuleEntry {
  readonly full: string;
  readonly isLink: boolean;
}

function entriesOf(folder: string): RuleEntry[] {
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  return entries
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) return entriesOf(full);
      const isRule = RULE_FILE.test(entry.name);
      if (entry.isSymbolicLink())
        return isRule || leadsToFolder(full) ? [{ full, isLink: true }] : [];
      return entry.isFile() && isRule ? [{ full, isLink: false }] : [];
    });
}

const leadsToFolder = (link: string): boolean =>
  fs.statSync(link, { throwIfNoEntry: false })?.isDirectory() ?? false;

async function zipSources(file: string): Promise<RuleSource[]> {
  const archive = new ZipReader(new Uint8ArrayReader(fs.readFileSync(file)));
  const found: RuleSource[] = [];
  for (const entry of await archive.getEntries()) {
    if (entry.directory || !RULE_FILE.test(entry.filename)) continue;
    found.push(await memberSource(entry));
  }
  await archive.close();
  return found.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** A member that cannot be read is listed with the reason; the others are taken. */
async function memberSource(entry: FileEntry): Promise<RuleSource> {
  try {
    return fileSource(entry.filename, await memberBytes(entry));
  } catch (error) {
    return unread(entry.filename, errorText(error));
  }
}

/** ZIP's own numbers (APPNOTE 4.4.5). */
const STORED = 0;
const DEFLATED = 8;

/** What a member unpacks to. A stream for each of thousands takes three times as long. */
async function memberBytes(entry: FileEntry): Promise<Buffer> {
  if (entry.encrypted) throw new Error('it is encrypted: extract it and import the folder');
  if (entry.uncompressedSize > LARGEST_RULE_BYTES)
    throw new Error(`it is larger than ${LARGEST_RULE_BYTES >> 20} MiB`);
  const packed = await entry.getData(new Uint8ArrayWriter(), { passThrough: true });
  const bytes = unpacked(entry, packed);
  if (zlib.crc32(bytes) !== entry.signature)
    throw new Error('it is damaged: its checksum does not fit');
  return bytes;
}

function unpacked(entry: FileEntry, packed: Uint8Array): Buffer {
  if (entry.compressionMethod === STORED) return Buffer.from(packed);
  if (entry.compressionMethod === DEFLATED)
    return zlib.inflateRawSync(packed, { maxOutputLength: LARGEST_RULE_BYTES });
  throw new Error(`it is packed with method ${entry.compressionMethod}, not deflate`);
}
