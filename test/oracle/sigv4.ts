/**
 * AWS Signature Version 4, straight from its description (AWS General Reference, "Create a signed AWS API
 * request"): what a service does to verify a request it received.
 */
import { createHash, createHmac } from 'node:crypto';

export interface SignedRequest {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

const sha256 = (content: string | Buffer): string =>
  createHash('sha256').update(content).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

/** RFC 3986, all but the unreserved characters. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Each part of the path encoded once more, as every service but S3 does. */
const canonicalPath = (path: string): string => path.split('/').map(encoded).join('/');

function canonicalQuery(query: string): string {
  if (query === '') return '';
  const pairs = query.split('&').map((pair) => {
    const [name = '', value = ''] = pair.split('=');
    return [encoded(decodeURIComponent(name)), encoded(decodeURIComponent(value))] as const;
  });
  return pairs
    .toSorted(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1))
    .map((pair) => pair.join('='))
    .join('&');
}

/** The signature the request should have, with the scope and the headers it says it signed. */
export function expectedSignature(request: SignedRequest, secretAccessKey: string): string {
  const { headers, method, url, body } = request;
  const said = /Credential=([^/]+)\/([^,]+), *SignedHeaders=([^,]+),/.exec(
    String(headers['authorization']),
  );
  const [scope = '', signed = ''] = [said?.[2], said?.[3]];
  const [path = '', query = ''] = url.split('?');
  const names = signed.split(';');
  const lines = names.map(
    (name) => `${name}:${String(headers[name]).trim().replace(/ +/g, ' ')}\n`,
  );
  const canonical = [
    ...[method, canonicalPath(path), canonicalQuery(query)],
    ...[lines.join(''), signed, sha256(body)],
  ].join('\n');
  const [date = '', region = '', service = '', end = ''] = scope.split('/');
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = [date, region, service, end].reduce<string | Buffer>(
    (last, part) => hmac(last, part),
    `AWS4${secretAccessKey}`,
  );
  return hmac(key, toSign).toString('hex');
}
