/** Undoes the ways reports make indicators unclickable: `hxxp`, `[.]`, `(dot)`, `[:]`, `[@]`, `evil[.com`. */
export function refang(text: string): string {
  return text
    .replace(/\bhxxp/gi, 'http')
    .replace(/\bfxp(?=:|\[:)/gi, 'ftp')
    .replace(/[[({]\s?(?:\.|dot)\s?[\])}]/gi, '.')
    .replace(/(?<=\w)(?:\[\.|\.\])(?=\w)/g, '.')
    .replace(/[[({]\s?(?:@|at)\s?[\])}]/gi, '@')
    .replace(/\[:\]/g, ':')
    .replace(/\[:\/\/\]/g, '://');
}
