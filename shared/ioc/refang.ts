/**
 * Undoes the ways reports make addresses unclickable: `hxxp`, `[.]`, `(dot)`, `[:]`, `[/]`, `[@]`, `evil[.com`. Only for
 * texts that are addresses, or running text in which they are looked for: `-split '[.]'` means what it says.
 */
export function refang(text: string): string {
  if (!MAY_BE_DEFANGED.test(text)) return text;
  return text
    .replace(/\bh(?:xx|\*\*)p/gi, 'http')
    .replace(/\bmeow(?=:\/\/)/gi, 'http')
    .replace(/\bfxp(?=:|\[:)/gi, 'ftp')
    .replace(/(?<=\w)\s[[({](?:\.|dot)[\])}]\s(?=\w)/gi, '.')
    .replace(/[[({]\s?(?:\.|dot)\s?[\])}]/gi, '.')
    .replace(/(?<=\w)(?:\[\.|\.\])(?=\w)/g, '.')
    .replace(/(?<=\w)\s[[({](?:@|at)[\])}]\s(?=\w)/gi, '@')
    .replace(/[[({]\s?(?:@|at)\s?[\])}]/gi, '@')
    .replace(/\[:\]/g, ':')
    .replace(/\[:\/\/\]/g, '://')
    .replace(/\[\/\]/g, '/');
}

/** Signs of which every way has one: most texts have none, and lists ask of every cell. */
const MAY_BE_DEFANGED = /[[({\]]|hxx|h\*\*|meow|fxp/i;
