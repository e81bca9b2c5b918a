/** Records as four sources write them, with values that differ from line to line; their text is invented. */
const pick = <Value>(values: readonly Value[], at: number): Value => {
  const value = values[at % values.length];
  if (value === undefined) throw new Error('no values');
  return value;
};
const timeOf = (at: number): string => new Date(Date.UTC(2026, 0, 1) + at * 137).toISOString();
const hash = (at: number): string =>
  Math.imul(at + 1, 2_654_435_761)
    .toString(16)
    .replace('-', 'a')
    .padStart(8, '0')
    .repeat(4);

const process = (at: number) => ({
  Image: `C:\\Program Files\\Tools\\tool-${at % 997}.exe`,
  CommandLine: `"C:\\Program Files\\Tools\\tool-${at % 997}.exe" --job ${at % 89} --token ${at * 7} /quiet`,
  ParentImage: `C:\\Windows\\System32\\parent-${at % 31}.exe`,
  User: `CORP\\user-${at % 57}`,
  ProcessId: 1_000 + (at % 9_000),
});

const system = (at: number, provider: string, eventId: number, channel: string) => ({
  Provider: {
    '#attributes': { Name: provider, Guid: '{54849625-5478-4994-a5ba-3e3b0328c30d}' },
  },
  EventID: eventId,
  Version: 5,
  Level: 4,
  Task: eventId,
  Opcode: 0,
  Keywords: '0x8000000000000000',
  TimeCreated: { '#attributes': { SystemTime: timeOf(at) } },
  EventRecordID: at + 1,
  Correlation: null,
  Execution: { '#attributes': { ProcessID: 1_800 + (at % 7), ThreadID: 2_000 + (at % 70) } },
  Channel: channel,
  Computer: `HOST-${at % 9}.corp.example`,
  Security: { '#attributes': { UserID: 'S-1-5-18' } },
});

/** Three kinds of events in turn: a log is not of one form. */
function evtxDump(at: number): object {
  const sysmon = 'Microsoft-Windows-Sysmon';
  const security = 'Microsoft-Windows-Security-Auditing';
  const { Image, CommandLine, ParentImage, User, ProcessId } = process(at);
  const kinds = [
    () => ({
      System: system(at, sysmon, 1, `${sysmon}/Operational`),
      EventData: {
        RuleName: '-',
        UtcTime: timeOf(at),
        ProcessGuid: `{${hash(at)}}`,
        ...{ ProcessId, Image, CommandLine, User, ParentImage },
        Hashes: `SHA1=${hash(at)},MD5=${hash(at + 1)},IMPHASH=${hash(at + 2)}`,
        IntegrityLevel: 'Medium',
      },
    }),
    () => ({
      System: system(at, security, 4_624, 'Security'),
      EventData: {
        ...{ SubjectUserSid: 'S-1-0-0', SubjectUserName: '-', SubjectDomainName: '-' },
        TargetUserName: `user-${at % 57}`,
        TargetDomainName: 'CORP',
        TargetLogonId: `0x${(at * 13).toString(16)}`,
        ...{ LogonType: 3, LogonProcessName: 'NtLmSsp ', AuthenticationPackageName: 'NTLM' },
        IpAddress: `10.0.${at % 250}.${(at * 7) % 250}`,
        IpPort: String(49_000 + (at % 9_000)),
      },
    }),
    () => ({
      System: system(at, 'Service Control Manager', 7_036, 'System'),
      EventData: { param1: `Service ${at % 120}`, param2: pick(['running', 'stopped'], at) },
    }),
  ];
  return {
    Event: {
      '#attributes': { xmlns: 'http://schemas.microsoft.com/win/2004/08/events/event' },
      ...pick(kinds, at)(),
    },
  };
}

function winlogbeat(at: number): object {
  const { Image, CommandLine, ParentImage, User, ProcessId } = process(at);
  return {
    '@timestamp': timeOf(at),
    '@metadata': { beat: 'winlogbeat', type: '_doc', version: '8.11.1' },
    event: {
      code: '1',
      kind: 'event',
      provider: 'Microsoft-Windows-Sysmon',
      action: 'Process Create (rule: ProcessCreate)',
      created: timeOf(at + 9),
    },
    log: { level: 'information' },
    message: `Process Create:\nRuleName: -\nImage: ${Image}\nCommandLine: ${CommandLine}`,
    host: { name: `HOST-${at % 9}`, os: { family: 'windows', version: '10.0' } },
    agent: { type: 'winlogbeat', version: '8.11.1', name: 'collector', id: hash(7) },
    ecs: { version: '8.0.0' },
    winlog: {
      channel: 'Microsoft-Windows-Sysmon/Operational',
      computer_name: `HOST-${at % 9}.corp.example`,
      event_id: '1',
      record_id: at + 1,
      provider_name: 'Microsoft-Windows-Sysmon',
      process: { pid: 1_800, thread: { id: 2_000 + (at % 70) } },
      event_data: { Image, CommandLine, ParentImage, User, ProcessId: String(ProcessId) },
    },
  };
}

function ecs(at: number): object {
  const { Image, CommandLine, ParentImage, ProcessId } = process(at);
  return {
    '@timestamp': timeOf(at),
    ecs: { version: '8.10.0' },
    event: {
      dataset: 'endpoint.events.process',
      category: ['process'],
      type: ['start'],
      action: 'start',
      id: hash(at),
      sequence: at,
    },
    host: { hostname: `HOST-${at % 9}`, name: `host-${at % 9}`, ip: ['10.0.0.1', 'fe80::1'] },
    user: { name: `user-${at % 57}`, domain: 'CORP', id: `S-1-5-21-1-2-3-${1_000 + (at % 57)}` },
    process: {
      executable: Image,
      command_line: CommandLine,
      pid: ProcessId,
      args: CommandLine.split(' '),
      hash: { md5: hash(at), sha1: hash(at + 1), sha256: hash(at) + hash(at + 2) },
      parent: { executable: ParentImage, pid: 1_000 + (at % 77), name: `parent-${at % 31}.exe` },
      pe: { original_file_name: `tool-${at % 997}.exe` },
    },
    tags: ['endpoint'],
    data_stream: { namespace: 'default', type: 'logs', dataset: 'endpoint.events.process' },
  };
}

function flat(at: number): object {
  const { Image, CommandLine, User, ProcessId } = process(at);
  return {
    timestamp: timeOf(at),
    hostname: `HOST-${at % 9}`,
    event_id: pick([1, 3, 11, 4_688], at),
    severity: pick(['low', 'medium', 'high'], at),
    process_path: Image,
    command: CommandLine,
    account: User,
    pid: ProcessId,
    success: at % 3 === 0,
    score: (at % 1_000) / 10,
    detail: null,
    source_ip: `10.0.${at % 250}.${(at * 7) % 250}`,
    message: `Process ${Image} was started by ${User}`,
  };
}

export const NDJSON_SHAPES: Readonly<Record<string, (at: number) => object>> = {
  evtx_dump: evtxDump,
  winlogbeat,
  ecs,
  flat,
};
