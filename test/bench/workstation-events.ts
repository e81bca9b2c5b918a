/**
 * An ordinary workstation's log: mostly Security, System and Application noise, a little Sysmon and
 * PowerShell, made from a seed. Ids, times, handles and ports differ from event to event as they do on a real
 * machine; programs, users and services are a few hundred that come again and again.
 */
import type { EventRecord, FieldValue } from '@shared/model/event';
import type { FileTime } from '@shared/model/file-time';
import { shareNames } from '@shared/model/shared-names';
import { Chance } from './chance';

type Fields = Readonly<Record<string, FieldValue>>;

const WORDS = ['agent', 'update', 'print', 'sync', 'audio', 'search', 'store', 'driver', 'host'];
const ORDINARY = [
  'svchost.exe',
  'explorer.exe',
  'chrome.exe',
  'Teams.exe',
  'OUTLOOK.EXE',
  'conhost.exe',
];
const PROGRAMS = [
  ...ORDINARY.map((name) => `C:\\Windows\\System32\\${name}`),
  ...WORDS.flatMap((one) =>
    WORDS.map((other) => `C:\\Program Files\\Contoso ${one}\\${one}${other}.exe`),
  ),
];
const FIRST_TIME = 133_800_000_000_000_000n;

export function* workstation(events: number): Generator<EventRecord> {
  const log = new WorkstationLog(new Chance(7));
  for (let at = 0; at < events; at++) yield log.next();
}

class WorkstationLog {
  readonly #chance: Chance;
  #count = 0;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  next(): EventRecord {
    const at = this.#count++;
    const fields = this.#fields();
    const time = (FIRST_TIME + BigInt(at) * 1_234_567n) as FileTime;
    const all = { EventRecordID: String(at + 1), Computer: 'WS-0001.contoso.example', ...fields };
    return {
      ...{ names: Object.keys(all), values: Object.values(all) },
      ...{ offsetBytes: at * 1_000, recordId: String(at + 1), time, recovery: 'live' },
      document: () => new TextEncoder().encode(JSON.stringify(all)),
      rawTexts: () => shareNames(Object.keys(all)),
    };
  }

  #below(end: number): number {
    return this.#chance.below(end);
  }

  #one<Kind>(from: readonly Kind[]): Kind {
    return this.#chance.one(from);
  }

  #hex(): string {
    return `0x${this.#below(0x7fff_ffff).toString(16)}`;
  }

  /** Shares of kinds: Security 62 %, System 18 %, Application 12 %, Sysmon 5 %, PowerShell 3 %. */
  #fields(): Fields {
    const share = this.#chance.next();
    if (share < 0.3) return this.#logon();
    if (share < 0.45) return this.#handle();
    if (share < 0.54) return this.#process();
    if (share < 0.62) return this.#connection();
    if (share < 0.8) return this.#service();
    if (share < 0.92) return this.#application();
    return share < 0.97 ? this.#sysmon() : this.#script();
  }

  #security(id: number, rest: Fields): Fields {
    const Provider_Name = 'Microsoft-Windows-Security-Auditing';
    const subject = {
      SubjectUserSid: 'S-1-5-18',
      SubjectUserName: this.#one(['WS-0001$', 'LOCAL SERVICE', 'anna', 'bert']),
      SubjectDomainName: 'CONTOSO',
      SubjectLogonId: this.#hex(),
    };
    return {
      Provider_Name,
      EventID: String(id),
      Level: '0',
      Channel: 'Security',
      ...subject,
      ...rest,
    };
  }

  #logon(): Fields {
    return this.#security(this.#one([4624, 4624, 4634, 4672, 4648]), {
      TargetUserName: this.#one(['SYSTEM', 'anna', 'bert', 'DWM-1']),
      TargetDomainName: 'NT AUTHORITY',
      TargetLogonId: this.#hex(),
      LogonType: this.#one(['2', '3', '5', '5', '7']),
      LogonProcessName: 'Advapi  ',
      AuthenticationPackageName: 'Negotiate',
      WorkstationName: '-',
      IpAddress: `10.0.${this.#below(8)}.${this.#below(250)}`,
      IpPort: String(49_152 + this.#below(16_000)),
      ProcessName: this.#one(PROGRAMS),
    });
  }

  #handle(): Fields {
    return this.#security(this.#one([4656, 4658, 4663, 4690]), {
      ObjectServer: 'Security',
      ObjectType: this.#one(['File', 'Key', 'SAM_DOMAIN']),
      ObjectName: `C:\\Users\\anna\\Documents\\${this.#one(WORDS)}\\${this.#below(5_000)}.docx`,
      HandleId: this.#hex(),
      AccessMask: this.#one(['0x1', '0x2', '0x80', '0x20000']),
      ProcessId: this.#hex(),
      ProcessName: this.#one(PROGRAMS),
    });
  }

  #process(): Fields {
    const program = this.#one(PROGRAMS);
    return this.#security(4688, {
      NewProcessId: this.#hex(),
      NewProcessName: program,
      TokenElevationType: '%%1936',
      ProcessId: this.#hex(),
      CommandLine: `"${program}" --type=${this.#one(WORDS)} --channel=${this.#below(100_000)}`,
      ParentProcessName: this.#one(PROGRAMS),
      MandatoryLabel: 'S-1-16-8192',
    });
  }

  #connection(): Fields {
    return this.#security(5156, {
      ProcessID: String(this.#below(9_000)),
      Application: `\\device\\harddiskvolume3${this.#one(PROGRAMS).slice(2).toLowerCase()}`,
      Direction: this.#one(['%%14592', '%%14593']),
      SourceAddress: '10.0.0.17',
      SourcePort: String(49_152 + this.#below(16_000)),
      DestAddress: `52.${this.#below(250)}.${this.#below(250)}.${this.#below(250)}`,
      DestPort: this.#one(['443', '443', '53', '80']),
      Protocol: this.#one(['6', '17']),
    });
  }

  #service(): Fields {
    return {
      Provider_Name: 'Service Control Manager',
      EventID: this.#one(['7036', '7036', '7040', '7001', '10016', '1014']),
      Level: '4',
      Channel: 'System',
      param1: `Contoso ${this.#one(WORDS)} ${this.#one(WORDS)} Service`,
      param2: this.#one(['running', 'stopped', 'auto start', 'demand start']),
      Binary: `${this.#below(1e9).toString(16)}00000000`,
    };
  }

  #application(): Fields {
    return {
      Provider_Name: this.#one(['MsiInstaller', 'ESENT', 'SecurityCenter', 'VSS', 'Winlogon']),
      EventID: this.#one(['1033', '326', '15', '8224', '6000', '902']),
      Level: '4',
      Channel: 'Application',
      Data: [this.#one(WORDS), String(this.#below(100_000)), 'The operation completed.'],
    };
  }

  #sysmon(): Fields {
    const image = this.#one(PROGRAMS);
    return {
      Provider_Name: 'Microsoft-Windows-Sysmon',
      EventID: this.#one(['1', '3', '7', '11', '13', '22']),
      Level: '4',
      Channel: 'Microsoft-Windows-Sysmon/Operational',
      RuleName: '-',
      ProcessGuid: `{B3C2A1D0-${this.#below(65_536).toString(16)}-6601-0000-00100000${this.#below(9e4)}}`,
      ProcessId: String(this.#below(9_000)),
      Image: image,
      CommandLine: `"${image}" /${this.#one(WORDS)} ${this.#below(100_000)}`,
      ParentImage: this.#one(PROGRAMS),
      User: 'CONTOSO\\anna',
      TargetFilename: `C:\\Users\\anna\\AppData\\Local\\Temp\\${this.#below(100_000)}.tmp`,
      TargetObject: `HKLM\\Software\\Contoso\\${this.#one(WORDS)}\\${this.#below(1_000)}`,
      Details: `DWORD (0x0000${this.#below(65_536).toString(16)})`,
      ImageLoaded: `C:\\Windows\\System32\\${this.#one(WORDS)}.dll`,
      Hashes: `SHA1=${this.#below(1e9).toString(16)},MD5=${this.#below(1e9).toString(16)}`,
    };
  }

  #script(): Fields {
    return {
      Provider_Name: 'Microsoft-Windows-PowerShell',
      EventID: this.#one(['4103', '4104', '40961']),
      Level: '5',
      Channel: 'Microsoft-Windows-PowerShell/Operational',
      ScriptBlockText: `function Get-${this.#one(WORDS)} { param($${this.#one(WORDS)}) ${'Write-Output "x"; '.repeat(this.#below(30))}${this.#below(1e5)} }`,
      ScriptBlockId: this.#hex(),
      Path: `C:\\Program Files\\Contoso\\${this.#one(WORDS)}.ps1`,
    };
  }
}
