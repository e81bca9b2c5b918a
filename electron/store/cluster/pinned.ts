/**
 * Trust in one certificate, known by its fingerprint. The server's own: nothing else about it is asked, except
 * that it is valid today. An issuer's: it becomes the one authority, and the server is verified by it as by any
 * other, its name too.
 */
import { X509Certificate } from 'node:crypto';
import type tls from 'node:tls';
import type { ShownCertificate } from '@shared/contract/cluster-check';
import type { Destination } from './cluster-agent';

export class NotPinned extends Error {
  readonly shown: readonly ShownCertificate[];

  constructor(shown: readonly ShownCertificate[]) {
    super('the server shows another certificate than the pinned one');
    this.name = 'NotPinned';
    this.shown = shown;
  }
}

class PinnedNotValid extends Error {
  readonly code: string;

  constructor(code: 'CERT_HAS_EXPIRED' | 'CERT_NOT_YET_VALID', when: string) {
    super(code === 'CERT_HAS_EXPIRED' ? `it was valid to ${when}` : `it is valid from ${when}`);
    this.code = code;
  }
}

/** Links a server may show; a chain that goes in circles ends here. */
const MOST_LINKS = 10;

const fingerprintOf = (certificate: X509Certificate): string =>
  certificate.fingerprint256.replaceAll(':', '').toLowerCase();

const oneLine = (name: string): string => name.split('\n').join(', ');

const shownOf = (certificate: X509Certificate): ShownCertificate => ({
  subject: oneLine(certificate.subject),
  issuer: oneLine(certificate.issuer),
  validTo: certificate.validTo,
  sha256: fingerprintOf(certificate),
});

/** The server's certificate and those that issued it, as the server shows them. */
function chainOf(socket: tls.TLSSocket): readonly X509Certificate[] {
  const chain: X509Certificate[] = [];
  let link: tls.DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (link?.raw !== undefined && chain.length < MOST_LINKS) {
    const certificate = new X509Certificate(link.raw);
    if (chain.at(-1)?.fingerprint256 === certificate.fingerprint256) break;
    chain.push(certificate);
    link = link.issuerCertificate;
  }
  return chain;
}

function assertValidToday({ validFrom, validTo }: X509Certificate): void {
  const now = Date.now();
  if (Date.parse(validTo) < now) throw new PinnedNotValid('CERT_HAS_EXPIRED', validTo);
  if (Date.parse(validFrom) > now) throw new PinnedNotValid('CERT_NOT_YET_VALID', validFrom);
}

type ConnectTls = (to: Destination, options: tls.ConnectionOptions) => Promise<tls.TLSSocket>;

/** A handshake that proves the server holds its certificate's key, and nothing more. */
const unverified = (secure: tls.SecureContextOptions): tls.ConnectionOptions => ({
  ...secure,
  rejectUnauthorized: false,
});

const verifiedBy = (
  secure: tls.SecureContextOptions,
  authority: X509Certificate,
): tls.ConnectionOptions => ({
  ...secure,
  ca: authority.toString(),
  // The pinned issuer need not be the root.
  allowPartialTrustChain: true,
});

/** Makes connections to whoever has the pinned certificate. @throws NotPinned */
export function connectPinned(
  sha256: string,
  secure: tls.SecureContextOptions,
  connectTls: ConnectTls,
): (to: Destination) => Promise<tls.TLSSocket> {
  let authority: X509Certificate | undefined;

  /** The socket, when its own certificate is the pinned one; the pinned issuer is kept otherwise. */
  async function examine(to: Destination): Promise<tls.TLSSocket | null> {
    const socket = await connectTls(to, unverified(secure));
    try {
      const chain = chainOf(socket);
      const pinned = chain.find((one) => fingerprintOf(one) === sha256);
      if (pinned === undefined) throw new NotPinned(chain.map(shownOf));
      assertValidToday(pinned);
      if (pinned === chain[0]) return socket;
      authority = pinned;
    } catch (error) {
      socket.destroy();
      throw error;
    }
    socket.destroy();
    return null;
  }

  return async (to) => {
    const socket = authority === undefined ? await examine(to) : null;
    if (socket !== null) return socket;
    if (authority === undefined) throw new Error('an issuer was found and not kept');
    return connectTls(to, verifiedBy(secure, authority));
  };
}

/** What a server shows, to be compared by whoever may know; nothing is sent to it. */
export async function shownCertificates(
  to: Destination,
  connectTls: ConnectTls,
): Promise<readonly ShownCertificate[]> {
  const socket = await connectTls(to, unverified({}));
  const chain = chainOf(socket);
  socket.destroy();
  return chain.map(shownOf);
}
