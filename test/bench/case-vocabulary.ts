/** The programs, users, services, domains and scripts that come again and again in `case-events.ts`. */
import type { Chance } from './chance';

export const PROVIDERS = {
  security: {
    provider: 'Microsoft-Windows-Security-Auditing',
    ...{ guid: '{54849625-5478-4994-A5BA-3E3B0328C30D}', channel: 'Security', level: '0' },
  },
  sysmon: {
    provider: 'Microsoft-Windows-Sysmon',
    guid: '{5770385F-C22A-43E0-BF4C-06F5698FFBD9}',
    ...{ channel: 'Microsoft-Windows-Sysmon/Operational', level: '4' },
  },
  powershell: {
    provider: 'Microsoft-Windows-PowerShell',
    guid: '{A0C1853B-5C40-4B15-8766-3CF1C58F985A}',
    ...{ channel: 'Microsoft-Windows-PowerShell/Operational', level: '5' },
  },
  services: {
    provider: 'Service Control Manager',
    ...{ guid: '{555908D1-A6D7-4695-8E1E-26931D2012F4}', channel: 'System', level: '4' },
  },
} as const;
export type ProviderName = keyof typeof PROVIDERS;

export const SERVICES = ['agent', 'update', 'print', 'sync', 'audio', 'search', 'store', 'driver'];

const SYSTEM_PROGRAMS = [
  ...['svchost.exe', 'conhost.exe', 'taskhostw.exe', 'RuntimeBroker.exe', 'cmd.exe'],
  ...['rundll32.exe', 'wmiprvse.exe', 'dllhost.exe', 'net.exe', 'reg.exe', 'schtasks.exe'],
].map((name) => `C:\\Windows\\System32\\${name}`);

const POWERSHELL = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';

export const PROGRAMS = [
  ...SYSTEM_PROGRAMS,
  POWERSHELL,
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files\\Microsoft Office\\root\\Office16\\OUTLOOK.EXE',
  ...SERVICES.flatMap((one) =>
    SERVICES.map((other) => `C:\\Program Files\\Contoso ${one}\\${one}-${other}.exe`),
  ),
];

export const USERS = [
  ...['NT AUTHORITY\\SYSTEM', 'NT AUTHORITY\\LOCAL SERVICE', 'NT AUTHORITY\\NETWORK SERVICE'],
  ...['anna', 'bert', 'carla', 'dora', 'emil', 'frieda', 'gustav', 'hilde'].flatMap((name) =>
    ['', '1', '2', '.adm', '.svc'].map((end) => `NORTE\\${name}${end}`),
  ),
];

export const DOMAINS = SERVICES.flatMap((one) =>
  ['cdn', 'api', 'login', 'static', 'img'].flatMap((kind) =>
    ['contoso', 'fabrikam', 'tailspin', 'wingtip'].map((firm) => `${kind}.${one}.${firm}.example`),
  ),
);

export const SCRIPTS = Array.from({ length: 120 }, (_, at) => {
  const service = SERVICES[at % SERVICES.length] ?? '';
  const line = `Get-Service -Name ${service} | Where-Object { $_.Status -ne 'Running' } | Start-Service\n`;
  return `function Repair-${service}${at} {\n${line.repeat(1 + (at % 20))}}`;
});

/** One started process in so many. */
const ENCODED_EVERY = 500;
const MIMIKATZ_EVERY = 20_000;

export function commandLine(image: string, chance: Chance): string {
  if (chance.below(MIMIKATZ_EVERY) === 0)
    return 'C:\\Users\\anna\\Downloads\\mimikatz.exe "privilege::debug" "sekurlsa::logonpasswords" exit';
  if (chance.below(ENCODED_EVERY) === 0) {
    const hidden = Buffer.from(`IEX (New-Object Net.WebClient) # ${chance.hex(6)}`, 'utf16le');
    return `"${POWERSHELL}" -nop -w hidden -enc ${hidden.toString('base64')}`;
  }
  const name = image.split('\\').at(-1) ?? '';
  switch (name) {
    case 'svchost.exe':
      return `${image} -k netsvcs -p -s ${chance.one(SERVICES)}${chance.below(30)}`;
    case 'cmd.exe':
      return `cmd.exe /c "C:\\ProgramData\\Admin\\${chance.one(SERVICES)}.bat" ${chance.below(500)}`;
    case 'chrome.exe':
      return `"${image}" --type=renderer --lang=en --renderer-client-id=${chance.below(5_000)} --time-ticks=${chance.hex(8)}`;
    default:
      return `"${image}" /${chance.one(SERVICES)} ${chance.below(20_000)}`;
  }
}
