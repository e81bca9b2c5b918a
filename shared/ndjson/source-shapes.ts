/**
 * The NDJSON sources that are recognised (domain.md, "Recognising NDJSON"), most specific first. A shape
 * needs two of its markers; a record of no known shape is generic.
 */
import { ECS_NAMES } from './ecs-names';

export interface SourceShape {
  readonly label: string;
  /** Paths a record of this source has. */
  readonly markers: readonly string[];
  readonly time: readonly string[];
  readonly computer: readonly string[];
  readonly eventId: readonly string[];
  readonly channel: readonly string[];
  readonly provider: readonly string[];
  readonly recordId: readonly string[];
  /** Where the fields of the event itself lie, under their own names. */
  readonly fieldsUnder: readonly string[];
  /** Original path to the name rules and searches know. */
  readonly names: Readonly<Record<string, string>>;
  /** Where a record in evtx_dump's shape lies in it; it then reads exactly like an EVTX record. */
  readonly evtxUnder: string | null;
}

const GENERIC_TIME = [
  'timestamp',
  '@timestamp',
  'time',
  'datetime',
  'date',
  'event_time',
  'EventTime',
  'ts',
];
const GENERIC_COMPUTER = [
  'host.hostname',
  'host.name',
  'hostname',
  'computer',
  'Computer',
  'ComputerName',
  'DeviceName',
];

const shape = (given: Partial<SourceShape> & { label: string }): SourceShape => ({
  markers: [],
  time: GENERIC_TIME,
  computer: GENERIC_COMPUTER,
  eventId: ['event_id', 'EventID'],
  channel: ['Channel', 'channel', 'log_name'],
  provider: ['Provider_Name', 'provider', 'SourceName'],
  recordId: ['EventRecordID', 'RecordNumber'],
  fieldsUnder: [],
  names: {},
  evtxUnder: null,
  ...given,
});

export const GENERIC_SHAPE = shape({ label: 'NDJSON' });

export const SOURCE_SHAPES: readonly SourceShape[] = [
  shape({
    label: 'NDJSON · evtx_dump',
    markers: ['Event.System', 'Event.System.EventID', 'Event.System.TimeCreated'],
    evtxUnder: 'Event',
  }),
  shape({
    label: 'NDJSON · Chainsaw dump',
    markers: ['document.data.Event.System', 'document.data.Event.System.EventID'],
    evtxUnder: 'document.data.Event',
  }),
  shape({
    label: 'NDJSON · EvtxECmd',
    markers: ['EventId', 'Payload', 'MapDescription', 'ChunkNumber'],
    time: ['TimeCreated'],
    computer: ['Computer'],
    eventId: ['EventId'],
    provider: ['Provider'],
    recordId: ['EventRecordId', 'RecordNumber'],
  }),
  shape({
    label: 'NDJSON · Velociraptor',
    markers: ['System.EventID.Value', 'System.TimeCreated.SystemTime'],
    time: ['System.TimeCreated.SystemTime'],
    computer: ['System.Computer'],
    eventId: ['System.EventID.Value'],
    channel: ['System.Channel'],
    provider: ['System.Provider.Name'],
    recordId: ['System.EventRecordID'],
    fieldsUnder: ['EventData', 'UserData'],
  }),
  shape({
    label: 'NDJSON · Winlogbeat',
    markers: ['winlog.channel', 'winlog.event_id', 'winlog.provider_name', '@metadata.beat'],
    time: ['@timestamp'],
    computer: ['winlog.computer_name'],
    eventId: ['winlog.event_id', 'event.code'],
    channel: ['winlog.channel'],
    provider: ['winlog.provider_name', 'event.provider'],
    recordId: ['winlog.record_id'],
    fieldsUnder: ['winlog.event_data', 'winlog.user_data'],
    names: ECS_NAMES,
  }),
  shape({
    label: 'NDJSON · Winlogbeat 6',
    markers: ['event_id', 'log_name', 'event_data', 'computer_name', 'beat.name'],
    time: ['@timestamp'],
    computer: ['computer_name'],
    channel: ['log_name'],
    provider: ['source_name'],
    recordId: ['record_number'],
    fieldsUnder: ['event_data', 'user_data'],
  }),
  shape({
    label: 'NDJSON · CrowdStrike FDR',
    markers: ['event_simpleName', 'aid', 'cid'],
    time: ['ContextTimeStamp', 'timestamp'],
    computer: ['ComputerName'],
    eventId: ['event_simpleName'],
  }),
  shape({
    label: 'NDJSON · Huntress',
    markers: ['account', 'organization', 'event_recorded_at', 'ecs.version'],
    time: ['@timestamp', 'event_recorded_at'],
    computer: ['host.hostname'],
    eventId: ['event.code', 'event.action'],
    names: ECS_NAMES,
  }),
  shape({
    label: 'NDJSON · Defender hunting',
    markers: ['Timestamp', 'DeviceName', 'ActionType'],
    time: ['Timestamp'],
    computer: ['DeviceName'],
    eventId: ['ActionType'],
  }),
  shape({
    label: 'NDJSON · SentinelOne',
    markers: ['agentUuid', 'srcProcName', 'srcProcCmdLine', 'endpointName'],
    computer: ['endpointName', 'agentComputerName'],
    eventId: ['eventType'],
  }),
  shape({
    label: 'NDJSON · Splunk export',
    markers: ['result._raw', 'result._time'],
    time: ['result._time'],
    computer: ['result.host', 'result.Computer', 'result.ComputerName'],
    eventId: ['result.EventCode'],
    channel: ['result.LogName'],
    provider: ['result.SourceName'],
    recordId: ['result.RecordNumber'],
    fieldsUnder: ['result'],
  }),
  shape({
    label: 'NDJSON · ECS',
    markers: ['ecs.version', 'event.dataset', 'event.action', 'host.name', 'agent.type'],
    time: ['@timestamp'],
    computer: ['host.hostname', 'host.name'],
    eventId: ['event.code', 'event.action'],
    channel: ['winlog.channel'],
    provider: ['event.provider'],
    names: ECS_NAMES,
  }),
  shape({
    label: 'NDJSON · NXLog',
    markers: ['EventTime', 'SourceName', 'RecordNumber', 'SourceModuleName'],
    time: ['EventTime', '@timestamp'],
    computer: ['Hostname'],
    eventId: ['EventID'],
    provider: ['SourceName'],
    recordId: ['RecordNumber'],
  }),
];
