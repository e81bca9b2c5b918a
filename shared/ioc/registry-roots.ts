/**
 * The roots of the registry and how they are written: the kernel, the registry's own tools and PowerShell each have a
 * way. The folding makes them alike, and whoever reads lists knows keys by the same names.
 */

/** Short and long names, in lower case. */
export const ROOT_NAMES: readonly (readonly [short: string, long: string])[] = [
  ...([
    ['hklm', 'hkey_local_machine'],
    ['hkcu', 'hkey_current_user'],
    ['hkcr', 'hkey_classes_root'],
  ] as const),
  ...([
    ['hkcc', 'hkey_current_config'],
    ['hku', 'hkey_users'],
  ] as const),
];

/** What the kernel calls two of them. */
export const KERNEL_NAMES: readonly (readonly [short: string, kernel: string])[] = [
  ['hklm', '\\registry\\machine'],
  ['hku', '\\registry\\user'],
];

export const SHORT_ROOTS = ROOT_NAMES.map(([short]) => short).join('|');

const ROOT = `(?:${SHORT_ROOTS}|hkey_[a-z_]+)`;

/** `HKLM\a`, `HKLM/a`, `HKCU:a`, `HKEY_LOCAL_MACHINE:\a`, `\REGISTRY\MACHINE\a`: what begins a key. */
export const KEY_START = new RegExp(
  String.raw`^(?:${ROOT}(?::?[\\/](?!hk)|:(?=[^\s\\/:]))|[\\/]registry[\\/])`,
  'i',
);

/** A drive of PowerShell's: what stands behind its colon need not begin with a backslash. */
export const ROOT_DRIVE = new RegExp(String.raw`^(${ROOT}):[\\/]?(?=[^\s:])`, 'i');
