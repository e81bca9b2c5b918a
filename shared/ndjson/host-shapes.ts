/** What Linux and macOS write of themselves. */
import { type LogSourceTable, service, servicesBy, table } from './log-source-table';
import { joined, ofOneKind, spaced } from './naming';
import { type FieldNaming, type Made, type SourceShape, sourceShape } from './source-shape';

const LINUX_IDENTIFIERS = ['sshd', 'sudo', 'vsftpd', 'clamd', 'cron', 'crond', 'anacron'];
const SERVICE_OF: Readonly<Partial<Record<string, string>>> = {
  clamd: 'clamav',
  crond: 'cron',
  anacron: 'cron',
};

const JOURNAL_SOURCES: readonly LogSourceTable[] = [
  service('linux', 'syslog'),
  table(
    'linux',
    LINUX_IDENTIFIERS.map((identifier) => ({
      when: { SYSLOG_IDENTIFIER: identifier },
      service: SERVICE_OF[identifier] ?? identifier,
    })),
  ),
  // RFC 5424, 6.2.1: the facilities of security messages.
  table('linux', servicesBy('SYSLOG_FACILITY', { auth: ['4', '10'] })),
];

/** Where `msg` of a service's record was taken apart, and where it was not put into one. */
const SERVICE_NAMES = Object.fromEntries(
  ['SERVICE_START', 'SERVICE_STOP'].flatMap((record) =>
    ['unit', 'msg.unit'].map((path) => [`${record}.${path}`, 'unit']),
  ),
);

/** auditd writes numbers of a call in hexadecimal digits; LAUREL puts 0x before them. */
const argument = (at: number): Made => ({
  type: 'listed',
  of: [
    { path: `SYSCALL.a${at}`, without: '0x' },
    { path: 'SYSCALL.ARGV', element: at, without: '0x' },
    { path: 'EXECVE.ARGV', element: at },
  ],
});
const MOST_ARGUMENTS = 16;

/**
 * LAUREL puts the records of an event into one. Rules for auditd know each by its `type`, and arguments by number: the
 * event has the types of all its records, and under a number what any of them has.
 */
const LAUREL_RECORDS: FieldNaming['made'] = {
  type: { type: 'sections', but: ['PARENT_INFO', 'CONTAINER_INFO'] },
  ...Object.fromEntries(
    Array.from({ length: MOST_ARGUMENTS }, (_, at) => [`a${at}`, argument(at)]),
  ),
};

export const HOST_SHAPES: readonly SourceShape[] = [
  sourceShape({
    id: 'laurel',
    label: 'NDJSON · auditd (LAUREL)',
    markers: ['SYSCALL.exe', 'EXECVE.ARGV', 'PROCTITLE.ARGV', 'SYSCALL.SYSCALL', 'CWD.cwd'],
    time: ['TIME', 'ID'],
    core: { Computer: ['NODE'], EventID: ['SYSCALL.SYSCALL'], EventRecordID: ['ID'] },
    fieldsUnder: ['SYSCALL'],
    names: {
      'SYSCALL.exe': 'Image',
      'SYSCALL.UID': 'User',
      'SYSCALL.pid': 'ProcessId',
      'SYSCALL.ppid': 'ParentProcessId',
      'SYSCALL.PPID.exe': 'ParentImage',
      'PARENT_INFO.exe': 'ParentImage',
      'CWD.cwd': 'CurrentDirectory',
      'PATH.name': 'name',
      'PATH.nametype': 'nametype',
      'EXECVE.ARGV_STR': 'CommandLine',
      ...SERVICE_NAMES,
    },
    made: { CommandLine: spaced('EXECVE.ARGV'), ParentCommandLine: spaced('PARENT_INFO.ARGV') },
    kinds: ofOneKind({ made: LAUREL_RECORDS }),
    logSources: [
      service('linux', 'auditd'),
      table('linux', [
        { when: { 'EXECVE.ARGV': '*' }, category: 'process_creation' },
        { when: { 'EXECVE.ARGV_STR': '*' }, category: 'process_creation' },
      ]),
    ],
  }),
  sourceShape({
    id: 'auditd',
    label: 'NDJSON · auditd',
    markers: [
      ...['auid', 'ses', 'a0', 'argc', 'nametype', 'syscall', 'SYSCALL'],
      { path: 'msg', includes: 'audit(' },
    ],
    time: ['timestamp', '@timestamp', 'time', 'msg', 'ID', 'audit_id'],
    core: { Computer: ['node', 'hostname', 'host'], EventID: ['type'] },
    logSources: [service('linux', 'auditd')],
  }),
  sourceShape({
    id: 'journald',
    label: 'NDJSON · systemd journal',
    markers: ['__REALTIME_TIMESTAMP', '__CURSOR', '_SYSTEMD_UNIT', 'SYSLOG_IDENTIFIER', '_BOOT_ID'],
    time: ['_SOURCE_REALTIME_TIMESTAMP', '__REALTIME_TIMESTAMP'],
    core: { Computer: ['_HOSTNAME'], Provider_Name: ['SYSLOG_IDENTIFIER'] },
    logSources: JOURNAL_SOURCES,
  }),
  sourceShape({
    id: 'eslogger',
    label: 'NDJSON · macOS Endpoint Security',
    markers: ['mach_time', 'global_seq_num', 'process.audit_token.pid', 'schema_version'],
    time: ['time'],
    core: { Computer: ['hostname'], EventID: ['event_type'] },
    names: {
      'event.exec.target.executable.path': 'Image',
      'event.exec.target.audit_token.pid': 'ProcessId',
      'event.exec.cwd.path': 'CurrentDirectory',
      'event.create.destination.existing_file.path': 'TargetFilename',
      'process.executable.path': ['ParentImage', 'Image'],
    },
    made: {
      CommandLine: spaced('event.exec.args'),
      TargetFilename: joined(
        '/',
        ['event.create.destination.new_path.dir.path', ''],
        ['event.create.destination.new_path.filename', ''],
      ),
    },
    logSources: [
      table('macos', [
        { when: { 'event.exec.target.executable.path': '*' }, category: 'process_creation' },
        {
          when: { 'event.create.destination.existing_file.path': '*' },
          category: 'file_event',
        },
        {
          when: { 'event.create.destination.new_path.filename': '*' },
          category: 'file_event',
        },
      ]),
    ],
  }),
];
