/** Tells evidence files of one name apart. */
import type { EvidenceRow } from '@shared/contract/evidence-views';

type Named = Pick<EvidenceRow, 'id' | 'name' | 'path' | 'published'>;

const hostOf = ({ published }: Named): string | null => published?.counts.host ?? null;

/** The folder, with either separator of the systems evidence comes from. */
const folderOf = ({ path, name }: Named): string =>
  path.endsWith(name) ? path.slice(0, -name.length).replace(/[\\/]$/, '') : path;

/** What a file has that others of its name lack: its host, or else its folder; null where the name is its own. */
export function whichFile(file: Named, all: Iterable<Named>): string | null {
  const others = [...all].filter(({ id, name }) => id !== file.id && name === file.name);
  if (others.length === 0) return null;
  const host = hostOf(file);
  const isItsOwn = host !== null && others.every((other) => hostOf(other) !== host);
  return isItsOwn ? host : folderOf(file);
}
