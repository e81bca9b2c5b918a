/** Windows log source categories (sigma.md 3.1): channel, event ids, and where else the same thing is logged. */
import { foldCase } from '@shared/model/fold-case';
import type { FieldView } from './field-view';

export const SYSMON = 'Microsoft-Windows-Sysmon/Operational';
export const SECURITY = 'Security';
/** Where Sysmon for Linux writes. */
export const LINUX_SYSMON = 'Linux-Sysmon/Operational';
const POWERSHELL = ['Microsoft-Windows-PowerShell/Operational', 'PowerShellCore/Operational'];
const CLASSIC_POWERSHELL = ['Windows PowerShell'];
const DEFENDER = 'Microsoft-Windows-Windows Defender/Operational';

export interface CategorySource {
  readonly channels: readonly string[];
  readonly eventIds: readonly number[];
  readonly view: FieldView;
  /** A field that must have one of these values, letter case ignored. */
  readonly only?: { readonly field: string; readonly values: readonly string[] };
}

const sysmon = (...eventIds: number[]): CategorySource => ({
  channels: [SYSMON],
  eventIds,
  view: 'plain',
});
const sysmonRegistry = (...eventIds: number[]): CategorySource => ({
  ...sysmon(...eventIds),
  view: 'hive',
});
const security = (eventId: number, view: FieldView, ...operations: string[]): CategorySource => ({
  channels: [SECURITY],
  eventIds: [eventId],
  view,
  ...(operations.length > 0 ? { only: { field: 'OperationType', values: operations } } : {}),
});
const sysmonOnly = (eventId: number, ...values: string[]): CategorySource => ({
  ...sysmonRegistry(eventId),
  only: { field: 'EventType', values },
});
const powershell = (channels: readonly string[], eventId: number): CategorySource => ({
  channels,
  eventIds: [eventId],
  view: 'plain',
});

/** OperationType of Security 4657: key value created, modified, deleted. */
const VALUE_CREATED = '%%1904';
const VALUE_MODIFIED = '%%1905';
const VALUE_DELETED = '%%1906';

/** A category that stands here with no source is known, and told by other products than Windows alone. */
export const WINDOWS_CATEGORIES: Readonly<Record<string, readonly CategorySource[]>> = {
  process_creation: [sysmon(1), security(4688, 'process')],
  file_change: [sysmon(2)],
  network_connection: [sysmon(3), security(5156, 'network')],
  sysmon_status: [sysmon(4, 16)],
  process_termination: [sysmon(5), security(4689, 'process')],
  driver_load: [sysmon(6)],
  image_load: [sysmon(7)],
  create_remote_thread: [sysmon(8)],
  raw_access_thread: [sysmon(9)],
  process_access: [sysmon(10)],
  file_event: [sysmon(11)],
  registry_event: [sysmonRegistry(12, 13, 14), security(4657, 'registry')],
  registry_add: [sysmonOnly(12, 'CreateKey'), security(4657, 'registry', VALUE_CREATED)],
  registry_delete: [
    sysmonOnly(12, 'DeleteKey', 'DeleteValue'),
    security(4657, 'registry', VALUE_DELETED),
  ],
  registry_set: [sysmonRegistry(13), security(4657, 'registry', VALUE_CREATED, VALUE_MODIFIED)],
  registry_rename: [sysmonRegistry(14)],
  create_stream_hash: [sysmon(15)],
  pipe_created: [sysmon(17, 18)],
  wmi_event: [
    sysmon(19, 20, 21),
    { channels: ['Microsoft-Windows-WMI-Activity/Operational'], eventIds: [5861], view: 'plain' },
  ],
  dns_query: [sysmon(22)],
  file_delete: [sysmon(23, 26)],
  clipboard_capture: [sysmon(24)],
  clipboard_change: [sysmon(24)],
  process_tampering: [sysmon(25)],
  file_delete_detected: [sysmon(26)],
  file_block_executable: [sysmon(27)],
  file_block: [sysmon(27)],
  file_block_shredding: [sysmon(28)],
  file_executable_detected: [sysmon(29)],
  sysmon_error: [sysmon(255)],
  ps_module: [powershell(POWERSHELL, 4103)],
  ps_script: [powershell(POWERSHELL, 4104)],
  ps_classic_start: [powershell(CLASSIC_POWERSHELL, 400)],
  ps_classic_provider_start: [powershell(CLASSIC_POWERSHELL, 600)],
  ps_classic_script: [powershell(CLASSIC_POWERSHELL, 800)],
  file_access: [],
  file_rename: [],
  antivirus: [
    {
      channels: [DEFENDER],
      eventIds: [1006, 1007, 1008, 1009, 1010, 1011, 1012, 1017, 1018, 1019, 1115, 1116, 1117],
      view: 'defender',
    },
  ],
};

const placeKey = (channel: string, eventId: string): string => `${foldCase(channel)} ${eventId}`;

const VIEWS_BY_PLACE: ReadonlyMap<string, FieldView> = new Map(
  Object.values(WINDOWS_CATEGORIES)
    .flat()
    .flatMap(({ channels, eventIds, view }) =>
      channels.flatMap((channel) =>
        eventIds.map((id): [string, FieldView] => [placeKey(channel, String(id)), view]),
      ),
    ),
);

/** The view in which rules of a category see an event of Windows. */
export const viewOf = (channel: string, eventId: string): FieldView =>
  VIEWS_BY_PLACE.get(placeKey(channel, eventId)) ?? 'plain';

/** Event ids of Sysmon for Linux. */
export const LINUX_CATEGORIES: Readonly<Record<string, readonly number[]>> = {
  process_creation: [1],
  network_connection: [3],
  process_termination: [5],
  file_event: [11],
  file_delete: [23, 26],
};
