/** What an event says, in a line: what was done by which program first, what only a machine reads last. */
import type { EventView } from './event-view';
import { lineOf } from './segment-columns';

/** A line of the grid shows no more; the drawer shows everything. */
const LONGEST_SUMMARY = 600;

/** System parts have columns of their own or say little in a line. */
const UNTOLD =
  /^(EventID|Channel|Computer|Provider_|TimeCreated_|EventRecordID|Execution_|Security_|Version$|Level$|Task$|Opcode$|Keywords$|Correlation|EventID_|UserData_Element$|@timestamp$|ecs\.|@metadata)/;

/** What happened: of Windows and Sysmon as their events name it, of other sources by ECS and vendors. */
const TELLING = new Set([
  ...[
    'Image',
    'NewProcessName',
    'ParentImage',
    'CommandLine',
    'HostApplication',
    'ScriptBlockText',
  ],
  ...['SourceImage', 'TargetImage', 'ImageLoaded', 'TargetFilename', 'TargetObject', 'Details'],
  ...['QueryName', 'DestinationIp', 'DestinationHostname', 'DestinationPort', 'PipeName'],
  ...['TargetUserName', 'TargetServerName', 'LogonType', 'IpAddress', 'WorkstationName', 'Status'],
  ...['ServiceName', 'ServiceFileName', 'ImagePath', 'TaskName', 'TaskContent'],
  ...['ShareName', 'RelativeTargetName', 'ObjectName', 'MemberName', 'ThreatName', 'Threat Name'],
  ...['message', 'event.action', 'process.executable', 'process.command_line', 'user.name'],
  ...['source.ip', 'destination.ip', 'url.original', 'eventName', 'sourceIPAddress', 'Operation'],
]);

/** Numbers and names of things that other fields say in words. */
const MACHINE_READ =
  /(?:Sid|Guid|LogonId|UtcTime|ProcessId|ThreadId|ScriptBlockId|MessageNumber|MessageTotal|FileVersion|Description|Product|Company|OriginalFileName)$/;

const isTold = (name: string): boolean => !UNTOLD.test(name);

const IN_TURN: readonly ((name: string) => boolean)[] = [
  (name) => TELLING.has(name),
  (name) => isTold(name) && !TELLING.has(name) && !MACHINE_READ.test(name),
  (name) => isTold(name) && !TELLING.has(name) && MACHINE_READ.test(name),
];

/** @param most characters, of each value and of all */
export function summaryOf(shown: Pick<EventView, 'fieldsNamed'>, most = LONGEST_SUMMARY): string {
  let summary = '';
  for (const isNext of IN_TURN)
    for (const { name, value } of shown.fieldsNamed(isNext)) {
      const line = lineOf(value);
      if (line === null || line === '' || line === '-') continue;
      summary += `${summary === '' ? '' : '  '}${name}: ${cut(line, most)}`;
      if (summary.length > most) return cut(summary, most);
    }
  return summary;
}

export const cut = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest)}…` : text;
