/** The NDJSON sources that are recognised, most specific first; a record of no known one is generic. */
import {
  CROWDSTRIKE_SOURCES,
  DEFENDER_SOURCES,
  ECS_SOURCES,
  SENTINELONE_SOURCES,
} from './log-source-tables';
import { CLOUD_SHAPES } from './cloud-shapes';
import { CROWDSTRIKE_KINDS, CROWDSTRIKE_NAMING } from './crowdstrike-names';
import { DEFENDER_KINDS, DEFENDER_NAMING } from './defender-names';
import { HOST_SHAPES } from './host-shapes';
import { NETWORK_SHAPES } from './network-shapes';
import { SENTINELONE_KINDS, SENTINELONE_NAMING } from './sentinelone-names';
import { type CorePaths, type SourceShape, sourceShape } from './source-shape';
import { ECS_KINDS, ECS_MADE, ECS_NAMES, ECS_SERVICE_NAMES, SPLUNK_NAMES } from './vendor-names';

const NO_CORE: CorePaths = {
  Provider_Name: [],
  EventID: [],
  Channel: [],
  Computer: [],
  EventRecordID: [],
};

export const GENERIC_SHAPE = sourceShape({ id: 'generic', label: 'NDJSON' });

export const SOURCE_SHAPES: readonly SourceShape[] = [
  sourceShape({
    id: 'evtx_dump',
    label: 'NDJSON · evtx_dump',
    markers: ['Event.System', 'Event.System.EventID', 'Event.System.TimeCreated'],
    core: NO_CORE,
    eventUnder: 'Event',
  }),
  sourceShape({
    id: 'chainsaw',
    label: 'NDJSON · Chainsaw dump',
    markers: ['document.data.Event.System', 'document.data.Event.System.EventID'],
    core: NO_CORE,
    eventUnder: 'document.data.Event',
  }),
  sourceShape({
    id: 'evtxecmd',
    label: 'NDJSON · EvtxECmd',
    markers: ['EventId', 'Payload', 'MapDescription', 'ChunkNumber'],
    time: ['TimeCreated'],
    core: {
      Provider_Name: ['Provider'],
      EventID: ['EventId'],
      Computer: ['Computer'],
      EventRecordID: ['EventRecordId', 'RecordNumber'],
    },
    eventUnder: 'Payload',
    embedded: ['Payload'],
  }),
  sourceShape({
    id: 'velociraptor',
    label: 'NDJSON · Velociraptor',
    markers: ['System.EventID.Value', 'System.TimeCreated.SystemTime'],
    core: NO_CORE,
    eventUnder: '',
    eventSections: ['System', 'EventData', 'UserData'],
  }),
  sourceShape({
    id: 'winlogbeat',
    label: 'NDJSON · Winlogbeat',
    markers: [
      ...['winlog.channel', 'winlog.event_id', 'winlog.provider_name', 'winlog.computer_name'],
      '@metadata.beat',
    ],
    time: ['@timestamp'],
    core: {
      Provider_Name: ['winlog.provider_name', 'event.provider'],
      EventID: ['winlog.event_id', 'event.code'],
      Channel: ['winlog.channel'],
      Computer: ['winlog.computer_name'],
      EventRecordID: ['winlog.record_id'],
    },
    fieldsUnder: ['winlog.event_data', 'winlog.user_data'],
    names: ECS_NAMES,
    made: ECS_MADE,
  }),
  sourceShape({
    id: 'winlogbeat-6',
    label: 'NDJSON · Winlogbeat 6',
    markers: ['event_id', 'log_name', 'event_data', 'computer_name', 'beat.name'],
    time: ['@timestamp'],
    core: {
      Provider_Name: ['source_name'],
      Channel: ['log_name'],
      Computer: ['computer_name'],
      EventRecordID: ['record_number'],
    },
    fieldsUnder: ['event_data', 'user_data'],
  }),
  sourceShape({
    id: 'crowdstrike',
    label: 'NDJSON · CrowdStrike FDR',
    markers: ['event_simpleName', 'aid', 'cid'],
    time: ['ContextTimeStamp', 'timestamp'],
    core: { EventID: ['event_simpleName'], Computer: ['ComputerName'] },
    ...CROWDSTRIKE_NAMING,
    kinds: CROWDSTRIKE_KINDS,
    logSources: CROWDSTRIKE_SOURCES,
  }),
  sourceShape({
    id: 'huntress',
    label: 'NDJSON · Huntress',
    markers: [
      ...['agent.url', 'url', 'portal_url'].map((path) => ({ path, includes: 'huntress' })),
      ...['account', 'organization', 'event_recorded_at'],
    ],
    time: ['@timestamp', 'event_recorded_at'],
    core: { EventID: ['event.code', 'event.action'], Computer: ['host.hostname', 'host.name'] },
    names: ECS_NAMES,
    made: ECS_MADE,
    logSources: ECS_SOURCES,
  }),
  sourceShape({
    id: 'defender',
    label: 'NDJSON · Defender hunting',
    markers: ['Timestamp', 'DeviceName', 'ActionType'],
    time: ['Timestamp'],
    core: { EventID: ['ActionType'], Computer: ['DeviceName'] },
    ...DEFENDER_NAMING,
    kinds: DEFENDER_KINDS,
    logSources: DEFENDER_SOURCES,
  }),
  sourceShape({
    id: 'sentinelone',
    label: 'NDJSON · SentinelOne',
    markers: ['agentUuid', 'srcProcName', 'srcProcCmdLine', 'srcProcImagePath', 'endpointName'],
    time: ['timestamp', '@timestamp', 'time', 'eventTime', 'createdAt'],
    core: { EventID: ['eventType'], Computer: ['endpointName', 'agentComputerName'] },
    ...SENTINELONE_NAMING,
    kinds: SENTINELONE_KINDS,
    logSources: SENTINELONE_SOURCES,
  }),
  sourceShape({
    id: 'splunk',
    label: 'NDJSON · Splunk export',
    markers: ['_raw', '_time', 'sourcetype'],
    time: ['_time'],
    core: {
      Provider_Name: ['SourceName'],
      EventID: ['EventCode', 'EventID'],
      Channel: ['LogName', 'Channel'],
      Computer: ['ComputerName', 'Computer', 'host'],
      EventRecordID: ['RecordNumber', 'EventRecordID'],
    },
    names: SPLUNK_NAMES,
    embedded: ['_raw'],
    eventUnder: '_raw.Event',
  }),
  ...CLOUD_SHAPES,
  ...HOST_SHAPES,
  ...NETWORK_SHAPES,
  sourceShape({
    id: 'ecs',
    label: 'NDJSON · ECS',
    markers: ['ecs.version', 'event.dataset', 'event.action', 'host.name', 'agent.type'],
    time: ['@timestamp'],
    core: {
      Provider_Name: ['winlog.provider_name', 'event.provider'],
      EventID: ['event.code', 'event.action'],
      Channel: ['winlog.channel'],
      Computer: ['winlog.computer_name', 'host.hostname', 'host.name'],
      EventRecordID: ['winlog.record_id'],
    },
    fieldsUnder: [
      ...['winlog.event_data', 'winlog.user_data', 'auditd.log', 'auditd.data'],
      ...['zeek.dns', 'zeek.http', 'zeek.smb_files', 'zeek.dce_rpc', 'zeek.kerberos'],
      ...['o365.audit', 'kubernetes.audit'],
    ],
    names: { ...ECS_NAMES, ...ECS_SERVICE_NAMES },
    made: ECS_MADE,
    kinds: ECS_KINDS,
    logSources: ECS_SOURCES,
  }),
  sourceShape({
    id: 'nxlog',
    label: 'NDJSON · NXLog',
    markers: ['EventTime', 'SourceName', 'RecordNumber', 'SourceModuleName', 'ProviderGuid'],
    time: ['EventTime', '@timestamp'],
    core: { Computer: ['Hostname', 'Computer'] },
  }),
];

/** Keys of envelopes that exports put around a record (Splunk, Elasticsearch). */
export const ENVELOPES = ['', 'result', '_source'];
