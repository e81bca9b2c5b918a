/** How shapes write what fields are made of. */
import type { FieldNaming, Joined, Made, RecordKind, RecordKinds } from './source-shape';

export const joined = (between: string, ...parts: Joined['parts']): Joined => ({
  type: 'joined',
  ...{ between, parts },
});

/** A list with blanks between its elements. */
export const spaced = (path: string): Joined => ({ ...joined('', [path, '']), within: ' ' });

/** `MD5=…,SHA1=…` of the paths that are there, as Sysmon writes it. */
export const hashes = (paths: Readonly<Record<string, string>>): Joined =>
  joined(',', ...Object.entries(paths).map(([name, path]) => [path, `${name}=`] as const));

/** `DOMAIN\user`, `key\value`. */
export const below = (above: string, name: string): Joined => joined('\\', [above, ''], [name, '']);

export const file = (folder: string, name: string): Made => ({ type: 'file', folder, name });

/** A path of which only the name of the file is known. @param system a path to the name of its system */
export const bareFile = (name: string, system: string): Made => ({
  type: 'bareFile',
  name,
  system,
});

export const constant = (text: string): Made => ({ type: 'constant', text });

/** All values that stand at the paths. */
export const listed = (...paths: readonly string[]): Made => ({
  type: 'listed',
  of: paths.map((path) => ({ path })),
});

/** Of the namings the later means more. */
export function kind(
  told: readonly string[],
  ...namings: readonly Partial<FieldNaming>[]
): RecordKind {
  const all: FieldNaming = namings.reduce<FieldNaming>(
    (sum, { names, made }) => ({
      names: { ...sum.names, ...names },
      made: { ...sum.made, ...made },
    }),
    { names: {}, made: {} },
  );
  return { told: told.map((text) => text.toLowerCase()), ...all };
}

/** A naming that means more than the fields records have under their own names. */
export const ofOneKind = (naming: Partial<FieldNaming>): RecordKinds => ({
  by: '',
  of: [kind([], naming)],
});
