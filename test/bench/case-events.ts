/**
 * Events of Windows computers as a case holds them, made from a seed: Security logons and processes, Sysmon,
 * PowerShell and System, with all System fields. Processes live for a while and come again in what they do, so
 * GUIDs, process ids, command lines and users repeat as they do on a real machine; times, ports and record ids
 * do not. A rare `mimikatz`, encoded command lines and a few addresses are there to be found.
 */
import { stringifyTree } from '@shared/evtx/record-tree';
import type { EventRecord } from '@shared/model/event';
import type { FileTime } from '@shared/model/file-time';
import { rawTextsOf } from '@shared/model/raw-texts';
import { treeTexts } from '@shared/evtx/tree-texts';
import { shareNames } from '@shared/model/shared-names';
import { formatFileTime } from '@shared/model/time-text';
import { Chance } from './chance';
import {
  commandLine,
  DOMAINS,
  PROGRAMS,
  PROVIDERS,
  type ProviderName,
  SCRIPTS,
  SERVICES,
  USERS,
} from './case-vocabulary';
import { recordTreeOf } from './record-tree-of';

/** 2026-03-01 as FILETIME. */
export const FIRST_TIME = 134_168_832_000_000_000n;
export const TICKS_PER_DAY = 864_000_000_000n;
const LIVING_PROCESSES = 200;

export interface MadeLog {
  readonly seed: number;
  readonly events: number;
  readonly hosts: number;
  /** Days after the first of the month. */
  readonly startDay: number;
  readonly days: number;
}

export function* caseEvents(log: MadeLog): Generator<EventRecord> {
  const computers = new ComputerLogs(log);
  for (let at = 0; at < log.events; at++) yield computers.event(at);
}

interface Process {
  readonly guid: string;
  readonly id: number;
  readonly image: string;
  readonly command: string;
  readonly parent: string;
  readonly user: string;
  readonly logon: string;
}

type Fields = Readonly<Record<string, string>>;

class ComputerLogs {
  readonly #log: MadeLog;
  readonly #chance: Chance;
  readonly #tickStep: number;
  readonly #processes: Process[];

  constructor(log: MadeLog) {
    this.#log = log;
    this.#chance = new Chance(log.seed);
    this.#tickStep = (log.days * Number(TICKS_PER_DAY)) / log.events;
    this.#processes = Array.from({ length: LIVING_PROCESSES }, () => this.#newProcess());
  }

  event(at: number): EventRecord {
    const start = FIRST_TIME + BigInt(this.#log.startDay) * TICKS_PER_DAY;
    const passed = Math.floor((at + this.#chance.below(1_000) / 1_000) * this.#tickStep);
    const time = (start + BigInt(passed)) as FileTime;
    const fields = this.#fields(at, formatFileTime(time));
    return {
      ...{ names: shareNames(Object.keys(fields)), values: Object.values(fields) },
      ...{ offsetBytes: 4_608 + at * 900, recordId: String(at + 1), time, recovery: 'live' },
      document: () => Buffer.from(stringifyTree(recordTreeOf(fields))),
      rawTexts: () =>
        shareNames(rawTextsOf(treeTexts(recordTreeOf(fields)), Object.values(fields))),
    };
  }

  #newProcess(): Process {
    const chance = this.#chance;
    const image = chance.skewed(PROGRAMS);
    return {
      guid: `{${chance.hex(8)}-${chance.hex(4)}-6601-${chance.hex(4)}-00100000${chance.hex(4)}}`,
      id: 4 * (1 + chance.below(6_000)),
      ...{ image, command: commandLine(image, chance), parent: chance.skewed(PROGRAMS) },
      ...{ user: chance.skewed(USERS), logon: `0x${chance.hex(6)}` },
    };
  }

  #startProcess(): Process {
    const started = this.#newProcess();
    this.#processes[this.#chance.below(LIVING_PROCESSES)] = started;
    return started;
  }

  #running(): Process {
    return this.#chance.skewed(this.#processes);
  }

  /** Shares: Security 58 %, Sysmon 31 %, PowerShell 3 %, System 8 %. */
  #fields(at: number, time: string): Fields {
    const share = this.#chance.next();
    const told = (provider: ProviderName, id: number, data: Fields): Fields =>
      this.#record(provider, id, at, time, data);
    if (share < 0.34) return told('security', 4624, this.#logon());
    if (share < 0.38) return told('security', 4625, { ...this.#logon(), Status: '0xc000006d' });
    if (share < 0.58) return told('security', 4688, this.#created());
    if (share < 0.65) return told('sysmon', 1, this.#sysmonProcess(time));
    if (share < 0.74) return told('sysmon', 3, this.#connection(time));
    if (share < 0.79) return told('sysmon', 7, this.#loaded(time));
    if (share < 0.85) return told('sysmon', 11, this.#written(time));
    if (share < 0.89) return told('sysmon', 22, this.#resolved(time));
    return share < 0.92
      ? told('powershell', 4104, this.#script())
      : told('services', 7036, this.#service());
  }

  #record(name: ProviderName, id: number, at: number, time: string, data: Fields): Fields {
    const { provider, guid, channel, level } = PROVIDERS[name];
    return {
      ...{ Provider_Name: provider, Provider_Guid: guid, EventID: String(id), Version: '2' },
      ...{ Level: level, Task: String(id % 97), Opcode: '0', Keywords: '0x8020000000000000' },
      ...{ TimeCreated_SystemTime: time, EventRecordID: String(at + 1) },
      Execution_ProcessID: String(4 * (150 + this.#chance.below(20))),
      Execution_ThreadID: String(4 * this.#chance.below(3_000)),
      Channel: channel,
      Computer: `PC-${String(this.#log.seed * 64 + this.#chance.below(this.#log.hosts)).padStart(4, '0')}.norte.example`,
      ...data,
    };
  }

  #subject(process: Process): Fields {
    const [domain = '', name = ''] = process.user.split('\\');
    return {
      SubjectUserSid: `S-1-5-21-3622-1180-9921-${1_000 + USERS.indexOf(process.user)}`,
      ...{ SubjectUserName: name, SubjectDomainName: domain, SubjectLogonId: process.logon },
    };
  }

  #logon(): Fields {
    const chance = this.#chance;
    const process = this.#running();
    const target = chance.skewed(USERS);
    return {
      ...this.#subject(process),
      TargetUserSid: `S-1-5-21-3622-1180-9921-${1_000 + USERS.indexOf(target)}`,
      TargetUserName: target.split('\\')[1] ?? '',
      TargetDomainName: 'NORTE',
      TargetLogonId: `0x${chance.hex(7)}`,
      ...{ LogonType: chance.one(['2', '3', '3', '3', '5', '10']), LogonProcessName: 'Kerberos' },
      ...{ AuthenticationPackageName: chance.one(['Kerberos', 'NTLM', 'Negotiate']) },
      WorkstationName: `PC-${String(chance.below(400)).padStart(4, '0')}`,
      LogonGuid: '{00000000-0000-0000-0000-000000000000}',
      ...{ ProcessId: `0x${process.id.toString(16)}`, ProcessName: process.image },
      ...{ IpAddress: this.#address(), IpPort: String(49_152 + chance.below(16_000)) },
    };
  }

  #address(): string {
    return `10.20.${this.#chance.below(8)}.${this.#chance.below(250)}`;
  }

  #created(): Fields {
    const started = this.#startProcess();
    return {
      ...this.#subject(started),
      ...{ NewProcessId: `0x${started.id.toString(16)}`, NewProcessName: started.image },
      ...{ TokenElevationType: '%%1936', ProcessId: `0x${this.#running().id.toString(16)}` },
      ...{ CommandLine: started.command, TargetUserSid: 'S-1-0-0', TargetUserName: '-' },
      ...{ ParentProcessName: started.parent, MandatoryLabel: 'S-1-16-8192' },
    };
  }

  #actor(time: string, process: Process): Fields {
    return {
      ...{ RuleName: '-', UtcTime: time.slice(0, 23).replace('T', ' '), ProcessGuid: process.guid },
      ...{ ProcessId: String(process.id), Image: process.image, User: process.user },
    };
  }

  #sysmonProcess(time: string): Fields {
    const started = this.#startProcess();
    const parent = this.#running();
    const hash = PROGRAMS.indexOf(started.image) * 2_654_435_761;
    return {
      ...this.#actor(time, started),
      ...{ FileVersion: '10.0.22621.1', Description: '-', Product: 'Microsoft Windows' },
      ...{ OriginalFileName: started.image.split('\\').at(-1) ?? '', CommandLine: started.command },
      CurrentDirectory: `C:\\Users\\${started.user.split('\\')[1]}\\`,
      ...{ LogonId: started.logon, TerminalSessionId: '1', IntegrityLevel: 'Medium' },
      Hashes: `SHA1=${hash.toString(16).padStart(40, '3')},MD5=${hash.toString(16).padStart(32, '5')}`,
      ...{ ParentProcessGuid: parent.guid, ParentProcessId: String(parent.id) },
      ...{ ParentImage: parent.image, ParentCommandLine: parent.command, ParentUser: parent.user },
    };
  }

  #connection(time: string): Fields {
    const chance = this.#chance;
    return {
      ...this.#actor(time, this.#running()),
      ...{ Protocol: 'tcp', Initiated: 'true', SourceIsIpv6: 'false', SourceIp: this.#address() },
      ...{ SourceHostname: '-', SourcePort: String(49_152 + chance.below(16_000)) },
      DestinationIp: `52.${chance.below(8)}.${chance.below(100)}.${chance.below(10)}`,
      DestinationHostname: chance.skewed(DOMAINS),
      DestinationPort: chance.one(['443', '443', '443', '80', '445']),
    };
  }

  #loaded(time: string): Fields {
    const library = this.#chance.below(600);
    return {
      ...this.#actor(time, this.#running()),
      ImageLoaded: `C:\\Windows\\System32\\${SERVICES[library % SERVICES.length]}${library}.dll`,
      ...{ Signed: 'true', Signature: 'Microsoft Windows', SignatureStatus: 'Valid' },
      Hashes: `SHA1=${(library * 40_503_001).toString(16).padStart(40, '7')}`,
    };
  }

  #written(time: string): Fields {
    const process = this.#running();
    const folder = `C:\\Users\\${process.user.split('\\')[1]}\\AppData\\Local\\Temp`;
    return {
      ...this.#actor(time, process),
      ...{ TargetFilename: `${folder}\\~${this.#chance.hex(5)}.tmp`, CreationUtcTime: time },
    };
  }

  #resolved(time: string): Fields {
    return {
      ...this.#actor(time, this.#running()),
      ...{ QueryName: this.#chance.skewed(DOMAINS), QueryStatus: '0' },
      QueryResults: `::ffff:52.${this.#chance.below(8)}.${this.#chance.below(100)}.7;`,
    };
  }

  #script(): Fields {
    const chance = this.#chance;
    return {
      ...{ MessageNumber: '1', MessageTotal: '1', ScriptBlockText: chance.skewed(SCRIPTS) },
      ScriptBlockId: `${chance.hex(8)}-${chance.hex(4)}-4f0e-9d3a-${chance.hex(8)}0000`,
      Path: chance.one(['', '', 'C:\\ProgramData\\Admin\\inventory.ps1']),
    };
  }

  #service(): Fields {
    const service = this.#chance.skewed(SERVICES);
    return {
      ...{ param1: `Contoso ${service} service`, param2: this.#chance.one(['running', 'stopped']) },
      Binary: Buffer.from(service, 'utf16le').toString('hex'),
    };
  }
}
