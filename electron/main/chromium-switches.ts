/**
 * Chromium's own traffic, switched off before the app is ready (electron.md 3, items 4 and 21). The pages
 * could not cause any (their session lets nothing but `app:` through); this is about the browser itself.
 */
import { app } from 'electron';

const SWITCHES: readonly (readonly [string, string?])[] = [
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-sync'],
  ['disable-breakpad'],
  ['dns-prefetch-disable'],
  ['no-pings'],
  ['no-proxy-server'],
  // No name leaves this machine, not even as a question to a name server.
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
];

/** The crash reporter is never started either: a dump would hold evidence. */
export function quietChromium(): void {
  for (const [name, value] of SWITCHES) {
    if (value === undefined) app.commandLine.appendSwitch(name);
    else app.commandLine.appendSwitch(name, value);
  }
}
