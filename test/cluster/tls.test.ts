/** Connections over TLS to a real server behind a door of our own: who is trusted, who signs in, what is refused. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import type { ClusterConnection, ClusterSecret } from '@shared/contract/cluster';
import { callCluster, connect } from '@electron/store/cluster/connect';
import type { ClusterReply } from '@electron/store/cluster/line-protocol';
import { troubleOf } from '@electron/store/cluster/trouble';
import { type Certificate, makeCertificate } from '../fixtures/certificates';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { type Heard, TlsFront } from './tls-front';

const folder = temporaryFolder('certificates');
const root = makeCertificate({ name: 'Alva root', isAuthority: true });
const middle = makeCertificate({ name: 'Alva middle', isAuthority: true, issuer: root });
const hosts = ['localhost', '127.0.0.1'];
const server = makeCertificate({ name: 'node-1', issuer: middle, hosts });
const stranger = makeCertificate({ name: 'Stranger', isAuthority: true });

const fingerprint = ({ der }: Certificate): string =>
  createHash('sha256').update(der).digest('hex');

function fileOf(name: string, content: string): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, content);
  return file;
}

const rootFile = fileOf('root.pem', root.certificate);
const byRoot: ClusterConnection['trust'] = { type: 'authority', path: rootFile };
const nobody: ClusterConnection['auth'] = { type: 'none' };

let front: TlsFront;
const open = async (
  ...door: Parameters<typeof TlsFront.open> extends [string, infer Door] ? [Door] : never
): Promise<void> => {
  front = await TlsFront.open(inject('clusterUrl'), door[0]);
};
afterEach(() => front.close());

interface Asked {
  readonly trust?: ClusterConnection['trust'];
  readonly auth?: ClusterConnection['auth'];
  readonly secret?: ClusterSecret;
  readonly url?: string;
}

/** `GET /`, or the trouble instead. */
async function ask({
  trust = byRoot,
  auth = nobody,
  secret,
  url = front.url(),
}: Asked): Promise<ClusterReply | string> {
  const connection = { url, trust, auth };
  try {
    const client = connect(connection, secret ?? null);
    const reply = await callCluster(
      client,
      { method: 'GET', path: '/' },
      AbortSignal.timeout(30_000),
    );
    await client.close();
    return reply;
  } catch (error) {
    return troubleOf(error, { connection, secret: secret ?? null }).message;
  }
}

const good = expect.objectContaining({
  status: 200,
  body: expect.objectContaining({
    version: expect.objectContaining({ distribution: 'opensearch' }),
  }),
});

const secretOf = (secret: string, sessionToken: string | null = null): ClusterSecret => ({
  secret,
  sessionToken,
});

describe('a certificate of an authority', () => {
  it('is good with its root, by name and by address', async () => {
    await open({ shows: [server, middle] });
    expect(await ask({})).toEqual(good);
    expect(await ask({ url: front.url('127.0.0.1') })).toEqual(good);
  });

  it('is good where the system trusts its root', async () => {
    await open({ shows: [server, middle] });
    vi.stubEnv('SSL_CERT_FILE', rootFile);
    expect(await ask({ trust: { type: 'system' } })).toEqual(good);
    vi.unstubAllEnvs();
    expect(await ask({ trust: { type: 'system' } })).toMatch(/no authority that is trusted here/);
  });

  it('is nobody’s without it', async () => {
    await open({ shows: [server, middle] });
    expect(await ask({ trust: { type: 'system' } })).toMatch(/no authority that is trusted here/);
    const path = fileOf('stranger.pem', stranger.certificate);
    expect(await ask({ trust: { type: 'authority', path } })).toMatch(
      /no authority that is trusted/,
    );
    expect(front.heard).toEqual([]);
  });

  it('is not good for another name', async () => {
    const other = makeCertificate({ name: 'x', issuer: middle, hosts: ['search.example'] });
    await open({ shows: [other, middle] });
    expect(await ask({})).toMatch(/not made for the name localhost/);
    expect(front.heard).toEqual([]);
  });

  it('is not good after its time, nor before', async () => {
    const late = makeCertificate({ name: 'x', issuer: middle, hosts, days: [-30, -1] });
    await open({ shows: [late, middle] });
    expect(await ask({})).toMatch(/has expired/);
    front.close();
    const early = makeCertificate({ name: 'x', issuer: middle, hosts, days: [1, 30] });
    await open({ shows: [early, middle] });
    expect(await ask({})).toMatch(/not valid yet/);
    expect(front.heard).toEqual([]);
  });

  it('needs a file that is one', async () => {
    await open({ shows: [server, middle] });
    const trust = (path: string): ClusterConnection['trust'] => ({ type: 'authority', path });
    expect(await ask({ trust: trust(fileOf('x.pem', 'no PEM')) })).toMatch(
      /has no certificate in PEM/,
    );
    expect(await ask({ trust: trust(path.join(folder, 'none')) })).toMatch(
      /cannot be read \(ENOENT/,
    );
  });
});

describe('a pinned fingerprint', () => {
  const pin = (certificate: Certificate): Asked => ({
    trust: { type: 'fingerprint', sha256: fingerprint(certificate) },
  });

  it('of the server’s certificate is all that is asked: no authority, no name', async () => {
    const alone = makeCertificate({ name: 'alone', hosts: ['search.example'] });
    await open({ shows: [alone] });
    expect(await ask(pin(alone))).toEqual(good);
  });

  it.each([middle, root])(
    'of an issuer that is shown makes it the authority: $name',
    async (issuer) => {
      await open({ shows: [server, middle, root] });
      expect(await ask(pin(issuer))).toEqual(good);
    },
  );

  it('of an issuer leaves the name to be verified', async () => {
    const other = makeCertificate({ name: 'x', issuer: middle, hosts: ['search.example'] });
    await open({ shows: [other, middle] });
    expect(await ask(pin(middle))).toMatch(/not made for the name localhost/);
    expect(front.heard).toEqual([]);
  });

  it('is not met by showing a certificate that issued nothing here', async () => {
    // Anybody may show the pinned certificate beside one of their own.
    const false_ = makeCertificate({ name: 'Alva middle', isAuthority: true, issuer: stranger });
    const forged = makeCertificate({ name: 'node-1', issuer: false_, hosts });
    await open({ shows: [forged, middle] });
    const answer = await ask(pin(middle));
    expect(answer).toMatch(/no authority that is trusted|another certificate|cannot be reached/);
    expect(front.heard).toEqual([]);
  });

  it('that is another’s sends nothing, and says what was shown', async () => {
    await open({ shows: [server, middle] });
    const answer = await ask({
      ...pin(stranger),
      ...{ auth: { type: 'basic', username: 'alva' }, secret: secretOf('not to be sent') },
    });
    expect(answer).toMatch(/another certificate than the pinned one. Nothing was sent/);
    expect(answer).toContain(`${fingerprint(server)} (CN=node-1)`);
    expect(front.heard).toEqual([]);
  });

  it('ends with the certificate', async () => {
    const late = makeCertificate({ name: 'late', hosts, days: [-30, -1] });
    await open({ shows: [late] });
    expect(await ask(pin(late))).toMatch(/has expired/);
    expect(front.heard).toEqual([]);
  });
});

describe('signing in', () => {
  const wants = (authorization: string) => (heard: Heard) =>
    heard.headers.authorization === authorization ? null : 401;

  it('by user and password', async () => {
    const basic = `Basic ${Buffer.from('alva:pä:ss').toString('base64')}`;
    await open({ shows: [server, middle], refuses: wants(basic) });
    const auth = { type: 'basic', username: 'alva' } as const;
    expect(await ask({ auth, secret: secretOf('pä:ss') })).toEqual(good);
    expect(await ask({ auth, secret: secretOf('wrong') })).toMatch(
      /refused the sign-in \(401\): check the user and the password/,
    );
    expect(await ask({})).toMatch(/it asks for a user and a password/);
    expect(await ask({ auth })).toMatch(/secret of the sign-in .* is not known in this session/);
  });

  it('by token', async () => {
    await open({ shows: [server, middle], refuses: wants('Bearer a.b.c') });
    const auth = { type: 'bearer' } as const;
    expect(await ask({ auth, secret: secretOf('a.b.c') })).toEqual(good);
    expect(await ask({ auth, secret: secretOf('a.b.d') })).toMatch(/token is wrong or has expired/);
  });

  const client = makeCertificate({ name: 'alva', issuer: root });
  const certificatePath = fileOf('client.pem', client.certificate);
  const plainKey = fileOf('client.key', client.key);

  it('by a client’s certificate', async () => {
    await open({ shows: [server, middle], clientsOf: root });
    expect(
      await ask({ auth: { type: 'certificate', certificatePath, keyPath: plainKey } }),
    ).toEqual(good);
    expect(front.heard.map((heard) => heard.client)).toEqual(['alva']);
    expect(await ask({})).toMatch(
      /does not accept the certificate of this laptop|ended the connection/,
    );
    expect(front.heard).toHaveLength(1);
  });

  it('by a client’s certificate with a passphrase, also to a pinned server', async () => {
    const keyPath = fileOf(
      'locked.key',
      client.privateKey.export({
        type: 'pkcs8',
        format: 'pem',
        cipher: 'aes-256-cbc',
        passphrase: 'öpen',
      }) as string,
    );
    const auth = { type: 'certificate', certificatePath, keyPath } as const;
    await open({ shows: [server, middle], clientsOf: root });
    expect(await ask({ auth, secret: secretOf('öpen') })).toEqual(good);
    for (const issuer of [server, middle]) {
      const trust = { type: 'fingerprint', sha256: fingerprint(issuer) } as const;
      expect(await ask({ auth, trust, secret: secretOf('öpen') })).toEqual(good);
    }
    expect(await ask({ auth, secret: secretOf('shut') })).toMatch(/key file .* does not open/);
    const other = fileOf('other.key', stranger.key);
    expect(await ask({ auth: { ...auth, keyPath: other } })).toMatch(/key file .* does not open/);
  });
});

describe('an address of the wrong kind', () => {
  it('http to TLS', async () => {
    await open({ shows: [server, middle] });
    const url = front.url().replace('https', 'http');
    expect(await ask({ url, trust: { type: 'system' } })).toMatch(/its address begins with https/);
  });

  it('https to plain HTTP', async () => {
    await open({ shows: [server, middle] });
    const url = inject('clusterUrl').replace('http', 'https');
    expect(await ask({ url })).toMatch(/does not speak https/);
  });
});
