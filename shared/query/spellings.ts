/** A text of evidence and the parts of it that people look for by themselves. */
export type Spellings = (text: string) => readonly string[];

export const NO_SPELLINGS: Spellings = (text) => [text];

const behindLast = (text: string, mark: RegExp): string => text.slice(text.search(mark) + 1);

/** `DOMAIN\user` and `user@domain` are `user`, too. */
const account: Spellings = (text) => {
  const bare = behindLast(text, /\\[^\\]*$/);
  const at = bare.indexOf('@');
  return at > 0 ? [text, bare, bare.slice(0, at)] : [text, bare];
};

/** A path is found by its last part, too. */
const path: Spellings = (text) => [text, behindLast(text, /[\\/][^\\/]*$/)];

/** An IPv4 address in the form of IPv6. */
const address: Spellings = (text) => [text, text.replace(/^::ffff:/i, '')];

/** `MD5=…,SHA256=…` holds each of them. */
const hash: Spellings = (text) => [
  text,
  ...text.split(/[,\s]+/).map((one) => one.slice(one.indexOf('=') + 1)),
];

export const SPELLINGS = { account, path, address, hash } as const;
