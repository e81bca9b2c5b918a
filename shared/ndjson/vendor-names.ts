/**
 * Fields of vendors by the names Sysmon and Security use, which rules and searches know (domain.md, last
 * paragraph of the recognition). The original names stay beside them.
 */
import { below, constant, hashes, kind, listed } from './naming';
import type { FieldNaming, RecordKinds } from './source-shape';

type Names = FieldNaming['names'];

/** What is loaded or written is told apart from the process that does it; its hashes are the ones rules mean. */
const SUBJECT_HASHES: Names = Object.fromEntries(
  ['dll', 'file'].flatMap((subject) => [
    ...['md5', 'sha1', 'sha256'].map((name) => [`${subject}.hash.${name}`, name] as const),
    [`${subject}.pe.imphash`, 'imphash'] as const,
  ]),
);

export const ECS_NAMES: Names = {
  'process.executable': 'Image',
  'process.command_line': 'CommandLine',
  'process.pid': 'ProcessId',
  'process.entity_id': 'ProcessGuid',
  'process.working_directory': 'CurrentDirectory',
  'process.parent.executable': 'ParentImage',
  'process.parent.command_line': 'ParentCommandLine',
  'process.parent.pid': 'ParentProcessId',
  'process.parent.entity_id': 'ParentProcessGuid',
  'process.pe.original_file_name': 'OriginalFileName',
  'process.pe.company': 'Company',
  'process.pe.description': 'Description',
  'process.pe.product': 'Product',
  'process.pe.file_version': 'FileVersion',
  ...SUBJECT_HASHES,
  'process.hash.md5': 'md5',
  'process.hash.sha1': 'sha1',
  'process.hash.sha256': 'sha256',
  'process.pe.imphash': 'imphash',
  'process.Ext.token.integrity_level_name': 'IntegrityLevel',
  'source.ip': 'SourceIp',
  'source.port': 'SourcePort',
  'source.domain': 'SourceHostname',
  'destination.ip': 'DestinationIp',
  'destination.port': 'DestinationPort',
  'destination.domain': 'DestinationHostname',
  'network.transport': 'Protocol',
  'dns.question.name': 'QueryName',
  'dns.answers.data': 'QueryResults',
  'registry.path': 'TargetObject',
  'file.path': 'TargetFilename',
  'file.name': 'FileName',
  'dll.path': 'ImageLoaded',
  'dll.pe.original_file_name': 'OriginalFileName',
  'dll.code_signature.subject_name': 'Signature',
  'dll.code_signature.exists': 'Signed',
  'powershell.file.script_block_text': 'ScriptBlockText',
};

/** What Beats and Elastic Agent call the fields of services, by the names rules for those services use. */
export const ECS_SERVICE_NAMES: Names = {
  'process.title': 'CommandLine',
  'auditd.message_type': 'type',
  'auditd.log.record_type': 'type',
  'auditd.data.syscall': 'SYSCALL',
  'http.request.method': 'cs-method',
  'http.request.referrer': 'cs-referer',
  'http.response.status_code': 'sc-status',
  'url.path': 'cs-uri-stem',
  'url.query': 'cs-uri-query',
  'url.original': ['c-uri', 'cs-uri'],
  'url.domain': 'cs-host',
  'user_agent.original': ['cs-user-agent', 'c-useragent', 'userAgent'],
  'dns.question.name': ['QueryName', 'query'],
  'dns.question.type': 'record_type',
  'dns.answers.data': ['QueryResults', 'answer'],
  'azure.auditlogs.operation_name': ['operationName', 'properties.message'],
  'azure.activitylogs.operation_name': 'operationName',
  'azure.signinlogs.result_type': 'ResultType',
  'gcp.audit.method_name': ['gcp.audit.method_name', 'data.protoPayload.methodName'],
  'okta.event_type': 'eventType',
  'github.category': 'category',
};

export const ECS_MADE: FieldNaming['made'] = {
  User: below('user.domain', 'user.name'),
  Hashes: ['dll', 'file', 'process'].map((subject) =>
    hashes({
      MD5: `${subject}.hash.md5`,
      SHA1: `${subject}.hash.sha1`,
      SHA256: `${subject}.hash.sha256`,
      IMPHASH: `${subject}.pe.imphash`,
    }),
  ),
  Details: { type: 'registryData', path: 'registry.data.strings', kind: 'registry.data.type' },
  // ECS has egress and ingress for what a host tells, and the other two from a sensor's view.
  Initiated: {
    type: 'translated',
    path: 'network.direction',
    words: { egress: 'true', outbound: 'true', ingress: 'false', inbound: 'false' },
  },
};

const GOOGLE_LOGIN = constant('login.googleapis.com');

/** What a dataset calls otherwise than its service does by whose names rules ask. */
export const ECS_KINDS: RecordKinds = {
  by: 'event.dataset',
  of: [
    kind(['github.audit'], { names: { 'event.action': 'action' } }),
    kind(['google_workspace.admin'], {
      names: {
        'event.action': 'eventName',
        'google_workspace.admin.setting.name': 'setting_name',
        'google_workspace.admin.new_value': 'new_value',
      },
      made: { eventService: constant('admin.googleapis.com') },
    }),
    kind(['google_workspace.login'], {
      names: { 'event.action': 'protoPayload.metadata.event.eventName' },
      made: { 'protoPayload.serviceName': GOOGLE_LOGIN },
    }),
    kind(['o365.audit'], {
      names: { 'o365.audit.Workload': 'eventSource', 'event.provider': 'eventSource' },
      made: {
        eventName: listed('o365.audit.Name', 'o365.audit.Operation', 'event.action'),
        status: listed('o365.audit.ResultStatus', 'event.outcome'),
      },
    }),
  ],
};

/** Splunk's own extraction of the rendered message. */
export const SPLUNK_NAMES: Names = {
  New_Process_Name: 'NewProcessName',
  New_Process_ID: 'NewProcessId',
  Creator_Process_Name: 'ParentProcessName',
  Creator_Process_ID: 'ProcessId',
  Process_Command_Line: 'CommandLine',
  Logon_Type: 'LogonType',
  Logon_ID: 'LogonId',
  Source_Network_Address: 'IpAddress',
  Source_Port: 'IpPort',
  Workstation_Name: 'WorkstationName',
  Logon_Process: 'LogonProcessName',
  Authentication_Package: 'AuthenticationPackageName',
  Service_Name: 'ServiceName',
  Service_File_Name: ['ServiceFileName', 'ImagePath'],
  Share_Name: 'ShareName',
  Object_Name: 'ObjectName',
};
