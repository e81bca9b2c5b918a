/** Where a new case of a name goes below a chosen folder: the name, made safe for file systems. */
export function caseFolderName(name: string): string {
  const safe = name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_').replace(/[. ]+$/, '');
  return safe === '' ? 'case' : safe;
}
