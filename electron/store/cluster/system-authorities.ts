/** Certificates of the authorities this computer trusts, as PEM. */
import fs from 'node:fs';
import tls from 'node:tls';

/** Where Linux distributions keep theirs; SSL_CERT_FILE is how programs are told of another place. */
const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
];

type ReadSystem = (store: 'system') => readonly string[];

/** Node reads the system's own store from 22.15 on; before, it knows but the public ones it brings. */
function fromSystem(): readonly string[] {
  const read = Reflect.get(tls, 'getCACertificates') as ReadSystem | undefined;
  try {
    return read?.('system') ?? [];
  } catch {
    return [];
  }
}

function fromBundle(): readonly string[] {
  const file = process.env['SSL_CERT_FILE'] ?? BUNDLES.find((one) => fs.existsSync(one));
  try {
    return file === undefined ? [] : [fs.readFileSync(file, 'utf8')];
  } catch {
    return [];
  }
}

export const systemAuthorities = (): string[] => [
  ...tls.rootCertificates,
  ...fromSystem(),
  ...fromBundle(),
];
