/** `app://casescope`: the only place the window loads anything from, under a strict policy. */
import fs from 'node:fs/promises';
import path from 'node:path';
import { protocol, type Session } from 'electron';

export const APP_ORIGIN = 'app://casescope';
const RENDERER = path.join(import.meta.dirname, '../renderer');

/** electron.md 3, item 3. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const TYPES: Readonly<Partial<Record<string, string>>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Before the app is ready: the scheme behaves like https. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true };
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }]);
}

export function serveApp(session: Session): void {
  session.protocol.handle('app', (request) => answer(request, RENDERER));
}

/** Answers a request from files below `folder`; anything that leads elsewhere is refused. */
export async function answer(request: Request, folder: string): Promise<Response> {
  const file = fileOf(request, folder);
  if (typeof file === 'number') return new Response(null, { status: file });
  const type = TYPES[path.extname(file)];
  if (type === undefined) return new Response(null, { status: 403 });
  try {
    return new Response(await fs.readFile(file), {
      headers: {
        'content-type': type,
        'content-security-policy': POLICY,
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-resource-policy': 'same-origin',
      },
    });
  } catch {
    return new Response(null, { status: 404 });
  }
}

/** The path of a request's file, or the status it is refused with. */
function fileOf(request: Request, folder: string): string | number {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.host !== 'casescope') return 403;
  let name: string;
  try {
    name = decodeURIComponent(url.pathname);
  } catch {
    return 400;
  }
  if (name.includes('\0') || name.includes('\\')) return 403;
  const file = path.normalize(path.join(folder, name === '/' ? 'index.html' : name));
  return file.startsWith(folder + path.sep) ? file : 403;
}
