/**
 * What endpoint products and collectors log, by SIGMA's names for it (docs/log-sources.md), so that rules run on it
 * where they belong.
 */
import {
  categoriesBy,
  type Kind,
  type LogSourceTable,
  productsBy,
  servicesBy,
  table,
  type When,
} from './log-source-table';

const ecs = (category: string, type: string, sigma: string, more: When = {}): Kind => ({
  when: { 'event.category': category, 'event.type': type, ...more },
  category: sigma,
});

/** Sensors on the network log the same, but no process. */
const ofProcess = (when: When, category: string): readonly Kind[] =>
  ['process.executable', 'process.name', 'process.pid', 'process.entity_id'].map((path) => ({
    ...{ when: { ...when, [path]: '*' }, category },
  }));

const ECS_CATEGORIES: readonly Kind[] = [
  ecs('process', 'start', 'process_creation'),
  ecs('process', 'end', 'process_termination'),
  ...ofProcess({ 'event.category': 'network', 'dns.question.name': '*' }, 'dns_query'),
  ...ofProcess({ 'event.category': 'dns', 'dns.question.name': '*' }, 'dns_query'),
  ...ofProcess({ 'event.category': 'network', 'event.type': 'start' }, 'network_connection'),
  ...ofProcess({ 'event.category': 'network', 'event.type': 'connection' }, 'network_connection'),
  ecs('file', 'creation', 'file_event'),
  ecs('file', 'deletion', 'file_delete'),
  ecs('file', 'access', 'file_access'),
  ecs('file', 'change', 'file_rename', { 'event.action': 'rename' }),
  ecs('registry', 'deletion', 'registry_delete'),
  ecs('registry', 'creation', 'registry_add'),
  ecs('registry', 'change', 'registry_set'),
  ecs('library', 'start', 'image_load'),
  ecs('driver', 'start', 'driver_load'),
];

const ECS_SYSTEMS = [
  ...productsBy('host.os.type', { windows: ['windows'], linux: ['linux'], macos: ['macos'] }),
  ...productsBy('host.os.family', {
    windows: ['windows'],
    linux: ['debian', 'redhat', 'suse', 'arch', 'alpine', 'linux'],
    macos: ['darwin', 'macos'],
  }),
  ...productsBy('host.os.platform', {
    windows: ['windows'],
    linux: ['ubuntu', 'debian', 'centos', 'rhel', 'fedora', 'amazon', 'sles', 'linux'],
    macos: ['darwin', 'macos'],
  }),
];

/** Sets of Beats and Elastic Agent tell a service by `event.dataset`. */
const LINUX_PROGRAMS = ['sshd', 'sudo', 'vsftpd', 'clamav'].map((program) => ({
  when: { 'event.dataset': 'system.auth', 'process.name': program },
  service: program,
}));

/** Services rules know that are no more than a workload of the unified audit log. */
export const M365_SERVICES = [
  ['exchange', 'Exchange'],
  ['threat_management', 'SecurityComplianceCenter'],
  ['threat_detection', 'SecurityComplianceCenter'],
] as const;

const office = (service: string, workload: string): readonly Kind[] =>
  ['event.provider', 'o365.audit.Workload'].map((path) => ({
    ...{ when: { 'event.dataset': 'o365.audit', [path]: workload.toLowerCase() }, service },
  }));

export const ECS_SOURCES: readonly LogSourceTable[] = [
  table('windows', ECS_CATEGORIES, ECS_SYSTEMS),
  table('linux', [
    ...LINUX_PROGRAMS,
    { when: { 'event.dataset': 'system.syslog', 'process.name': 'cron' }, service: 'cron' },
    ...servicesBy('event.dataset', { auditd: ['auditd.log'] }),
    ...servicesBy('event.module', { auditd: ['auditd'] }),
  ]),
  table('linux', servicesBy('event.dataset', { auth: ['system.auth'], syslog: ['system.syslog'] })),
  table('aws', servicesBy('event.dataset', { cloudtrail: ['aws.cloudtrail'] })),
  table(
    'azure',
    servicesBy('event.dataset', {
      auditlogs: ['azure.auditlogs'],
      signinlogs: ['azure.signinlogs'],
      activitylogs: ['azure.activitylogs'],
    }),
  ),
  table(
    'gcp',
    servicesBy('event.dataset', {
      'gcp.audit': ['gcp.audit'],
      'google_workspace.admin': ['google_workspace.admin'],
      'google_workspace.login': ['google_workspace.login'],
    }),
  ),
  table('okta', servicesBy('event.dataset', { okta: ['okta.system'] })),
  table('m365', servicesBy('event.dataset', { audit: ['o365.audit'] })),
  ...M365_SERVICES.map(([service, workload]) => table('m365', office(service, workload))),
  table('github', servicesBy('event.dataset', { audit: ['github.audit'] })),
  table('kubernetes', [
    {
      when: { 'event.dataset': 'kubernetes.audit_logs' },
      ...{ category: 'application', service: 'audit' },
    },
  ]),
  table(
    'zeek',
    servicesBy('event.dataset', {
      dns: ['zeek.dns'],
      http: ['zeek.http'],
      smb_files: ['zeek.smb_files'],
      dce_rpc: ['zeek.dce_rpc'],
      kerberos: ['zeek.kerberos'],
      rdp: ['zeek.rdp'],
      x509: ['zeek.x509'],
    }),
  ),
  table(null, [
    ...categoriesBy('event.dataset', {
      webserver: ['nginx.access', 'apache.access', 'iis.access'],
      proxy: ['squid.log', 'squid.access', 'zscaler_zia.web'],
    }),
    ...servicesBy('event.dataset', { nginx: ['nginx.error'], apache: ['apache.error'] }),
    { when: { 'dns.question.name': '*' }, category: 'dns' },
  ]),
];

/** Endpoint products speak of Windows unless a record says otherwise. */
export const CROWDSTRIKE_SOURCES = [
  table(
    'windows',
    categoriesBy('event_simpleName', {
      process_creation: ['ProcessRollup2', 'SyntheticProcessRollup2'],
      process_termination: ['EndOfProcess', 'TerminateProcess'],
      dns_query: ['DnsRequest'],
      network_connection: [
        ...['NetworkConnectIP4', 'NetworkConnectIP6'],
        ...['NetworkReceiveAcceptIP4', 'NetworkReceiveAcceptIP6'],
      ],
      image_load: ['ClassifiedModuleLoad', 'ImageHash'],
      driver_load: ['DriverLoad'],
      // One name for each kind of file (DmpFileWritten, GenericFileWritten).
      file_event: ['NewExecutableWritten', 'NewScriptWritten', '*FileWritten'],
      registry_set: ['AsepValueUpdate', 'RegGenericValueUpdate'],
    }),
    productsBy('event_platform', { windows: ['win'], linux: ['lin'], macos: ['mac'] }),
  ),
];

export const DEFENDER_SOURCES = [
  table(
    'windows',
    categoriesBy('ActionType', {
      process_creation: ['ProcessCreated'],
      network_connection: [
        ...['ConnectionSuccess', 'ConnectionAttempt', 'ConnectionFailed'],
        'InboundConnectionAccepted',
      ],
      dns_query: ['DnsQueryResponse'],
      file_event: ['FileCreated'],
      file_delete: ['FileDeleted'],
      file_rename: ['FileRenamed'],
      registry_add: ['RegistryKeyCreated'],
      registry_set: ['RegistryValueSet'],
      registry_delete: ['RegistryKeyDeleted', 'RegistryValueDeleted'],
      registry_rename: ['RegistryKeyRenamed'],
      image_load: ['ImageLoaded'],
      driver_load: ['DriverLoad'],
      pipe_created: ['NamedPipeEvent'],
      create_remote_thread: ['CreateRemoteThreadApiCall'],
    }),
  ),
];

export const SENTINELONE_SOURCES = [
  table(
    'windows',
    categoriesBy('eventType', {
      process_creation: ['Process Creation', 'PROCESSCREATION'],
      network_connection: ['IP Connect', 'TCPV4', 'IPCONNECT'],
      dns_query: ['DNS Resolved', 'DNS', 'DNS Unresolved'],
      file_event: ['File Creation', 'FILECREATION'],
      file_delete: ['File Deletion', 'FILEDELETION'],
      file_rename: ['File Rename', 'FILERENAME'],
      registry_add: ['Registry Key Create', 'REGKEYCREATE'],
      registry_set: [
        ...['Registry Value Create', 'REGVALUECREATE'],
        ...['Registry Value Modified', 'REGVALUEMODIFIED'],
      ],
      registry_delete: [
        ...['Registry Key Delete', 'REGKEYDELETE'],
        ...['Registry Value Delete', 'REGVALUEDELETE'],
      ],
      image_load: ['Module Load', 'MODULE_LOAD'],
    }),
    ['endpointOs', 'osType', 'agentOs'].flatMap((path) =>
      productsBy(path, { windows: ['windows'], linux: ['linux'], macos: ['osx', 'macos'] }),
    ),
  ),
];
