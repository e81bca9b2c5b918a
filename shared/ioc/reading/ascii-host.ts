/** Names of hosts beyond ASCII as resolvers ask for them, which is how most logs write them: `xn--mnchen-3ya.de`. */

// oxlint-disable-next-line no-control-regex -- every ASCII character is meant
const ASCII = /^[\u0000-\u007f]*$/;

/** Null where it is in ASCII already, or no name of a host. */
export function asciiHost(host: string): string | null {
  if (ASCII.test(host)) return null;
  try {
    const name = new URL(`http://${host}/`).hostname;
    return /^[a-z\d_.-]+$/.test(name) && name.includes('.') ? name : null;
  } catch {
    return null;
  }
}

/** The same link, address of mail or host, with its host in ASCII; null where that changes nothing. */
export function withAsciiHost(text: string): string | null {
  const [, before = '', host = '', behind = ''] =
    /^([a-z]+:\/\/(?:[^/@]*@)?|[^@/]*@)?([^/:?#]+)(.*)$/is.exec(text) ?? [];
  const ascii = asciiHost(host);
  return ascii === null ? null : `${before}${ascii}${behind}`;
}
