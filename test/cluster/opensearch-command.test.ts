/** `casescope opensearch check` as a user runs it; the secret comes by the environment and stays there. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { CaseDatabase } from '@electron/store/case/case-database';
import { keepCluster } from '@electron/store/case/kept-cluster';
import { makeCertificate } from '../fixtures/certificates';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { TlsFront } from './tls-front';

const PASSWORD = 'harbour-zK4!marker';
const certificate = makeCertificate({ name: 'node-1', hosts: ['localhost'] });
const pin = createHash('sha256').update(certificate.der).digest('hex');
const basic = `Basic ${Buffer.from(`alva:${PASSWORD}`).toString('base64')}`;
const cli = path.resolve(import.meta.dirname, '../../out/main/cli.js');

let front: TlsFront;
beforeAll(async () => {
  front = await TlsFront.open(inject('clusterUrl'), {
    shows: [certificate],
    refuses: ({ headers }) => (headers.authorization === basic ? null : 401),
  });
});
afterAll(() => front.close());

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Not synchronously: the door stands in this process. */
async function check(secret: string | null, ...words: readonly string[]): Promise<Ended> {
  const env = {
    ...process.env,
    ...(secret === null ? {} : { CASESCOPE_OPENSEARCH_SECRET: secret }),
  };
  const child = spawn(process.execPath, [cli, 'opensearch', 'check', ...words], { env });
  const status = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await status, stdout, stderr };
}

describe('opensearch check', () => {
  const user = ['--opensearch-user', 'alva'];

  it('prints findings and ends with 0 where a case can be kept', async () => {
    const { status, stdout, stderr } = await check(
      ...[PASSWORD, '--opensearch', front.url(), '--opensearch-pin', pin, ...user],
    );
    expect(stdout).toMatch(/^ok {5} TLS, verified by the pinned fingerprint\.$/m);
    expect(stdout).toMatch(/^ok {5} May remove indices\.$/m);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('prints the reason and ends with 1 where none can', async () => {
    const wrong = await check(
      ...['wrong', '--opensearch', front.url(), '--opensearch-pin', pin, ...user, '--json'],
    );
    expect(wrong.status).toBe(1);
    expect(JSON.parse(wrong.stdout)).toMatchObject({
      usable: false,
      findings: [
        { type: 'problem', text: expect.stringContaining('check the user and the password') },
      ],
    });
    const unknown = await check(PASSWORD, '--opensearch', front.url(), ...user);
    expect(unknown.stdout).toMatch(/^PROBLEM The certificate of .* no authority/m);
    expect(unknown.stdout).toContain(`shown   ${pin} CN=node-1`);
  });

  it('takes the connection of a case, which has no secret anywhere', async () => {
    const caseDir = path.join(temporaryFolder('cases'), 'Harbour');
    const database = CaseDatabase.create(caseDir, 'Harbour', 'a test');
    keepCluster(database, {
      connection: {
        url: front.url(),
        trust: { type: 'fingerprint', sha256: pin },
        auth: { type: 'basic', username: 'alva' },
      },
      clusterCase: 'harbour',
    });
    database.close();
    const { status, stdout, stderr } = await check(PASSWORD, '--case', caseDir);
    expect(status).toBe(0);
    const all = fs
      .readdirSync(caseDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name), 'latin1'));
    const written = [stdout, stderr, ...all].join('\n');
    expect(written).toContain('harbour');
    expect(written).not.toContain(PASSWORD);
    expect(written).not.toContain(basic.slice(6));
  });

  it.each([
    [[], /--case is needed/],
    [['--opensearch', 'https://alva:secret@host'], /url is no address of a cluster/],
    [['--opensearch-user', 'alva'], /--opensearch-user needs --opensearch URL/],
    [['--opensearch', 'https://h', '--opensearch-pin', 'ab'], /64 hexadecimal digits/],
    [['--opensearch', 'https://h', '--opensearch-cert', 'c'], /--opensearch-key is needed/],
    [['--opensearch', 'http://h', '--opensearch-ca', 'c'], /begins with https/],
    [['--opensearch', 'https://h', '--opensearch-sigv4', 'eu/s3/k'], /REGION\/es\/KEYID/],
    [['--opensearch', 'https://h', ...user, '--opensearch-bearer'], /two ways to sign in/],
    [['--opensearch', 'https://h', ...user], /needs its secret in CASESCOPE_OPENSEARCH_SECRET/],
    [['--opensearch', 'https://h', '--opensearch-case', 'No'], /--opensearch-case is no name/],
  ])('is used wrongly: %j', async (words, message) => {
    const { status, stderr } = await check(null, ...words);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('alva:secret');
    expect(status).toBe(2);
  });
});
