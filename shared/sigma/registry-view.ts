/** Security 4657 in the words of Sysmon's registry events (sigma.md 3.3). */
import { type EventFields, textOf } from '@shared/model/event';
import { registryData } from '@shared/model/registry-data';

const HIVES: Readonly<Record<string, string>> = {
  hkey_local_machine: 'HKLM',
  hkey_users: 'HKU',
  hkey_current_user: 'HKCU',
  hkey_classes_root: 'HKCR',
  hkey_current_config: 'HKCC',
};

/** Registry paths by the hive names rules use, whether the kernel or an endpoint product spelt them. */
export function foldHive(path: string): string {
  return path
    .replace(/^(?:\\REGISTRY\\)?MACHINE(?=\\|$)/i, 'HKLM')
    .replace(/^(?:\\REGISTRY\\)?USER(?=\\|$)/i, 'HKU')
    .replace(/^HKEY_\w+(?=\\|$)/i, (hive) => HIVES[hive.toLowerCase()] ?? hive)
    .replace(/\\ControlSet\d{3}\\/i, '\\CurrentControlSet\\');
}

/** As logged and as rules spell it; undefined where both are the same. */
export function hiveSpellings(logged: string | null): readonly string[] | undefined {
  const folded = logged === null ? null : foldHive(logged);
  return logged === null || folded === null || folded === logged ? undefined : [logged, folded];
}

/** Key and value name. */
export function registryPath(event: EventFields): string | undefined {
  const key = textOf(event, 'ObjectName');
  if (key === null) return undefined;
  const value = textOf(event, 'ObjectValueName');
  return value === null || value === '' ? foldHive(key) : `${foldHive(key)}\\${value}`;
}

/** The new value, by NewValueType. */
export function registryDetails(event: EventFields): string | undefined {
  const value = textOf(event, 'NewValue');
  if (value === null) return undefined;
  return registryData(value, textOf(event, 'NewValueType') ?? '') ?? value;
}

/** A created value is both a key made and a value set in Sysmon's terms. */
export function registryEventType(event: EventFields): readonly string[] | undefined {
  switch (textOf(event, 'OperationType')) {
    case '%%1904':
      return ['CreateKey', 'SetValue'];
    case '%%1905':
      return ['SetValue'];
    case '%%1906':
      return ['DeleteValue'];
    default:
      return undefined;
  }
}
