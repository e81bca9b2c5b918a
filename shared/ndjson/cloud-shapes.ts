/** Audit logs of cloud and identity services, as their own exports write them. */
import { type LogSourceTable, service, servicesBy, table } from './log-source-table';
import { M365_SERVICES } from './log-source-tables';
import { joined, listed } from './naming';
import { type SourceShape, sourceShape } from './source-shape';

/** Nobody's machine. */
const NO_COMPUTER = { Computer: [] };

const AZURE_CATEGORIES = {
  auditlogs: ['AuditLogs'],
  signinlogs: [
    ...['SignInLogs', 'NonInteractiveUserSignInLogs', 'ServicePrincipalSignInLogs'],
    'ManagedIdentitySignInLogs',
  ],
  riskdetection: ['UserRiskEvents', 'ServicePrincipalRiskEvents'],
  activitylogs: [
    ...['Administrative', 'Policy', 'Security', 'ServiceHealth', 'Alert', 'Autoscale'],
    ...['Recommendation', 'ResourceHealth', 'Action', 'Write', 'Delete'],
  ],
};

const AZURE: readonly SourceShape[] = [
  sourceShape({
    id: 'azure-diagnostics',
    label: 'NDJSON · Azure diagnostic logs',
    markers: ['resourceId', 'operationName', 'category', 'correlationId', 'tenantId'],
    time: ['time', 'eventTimestamp'],
    core: {
      ...NO_COMPUTER,
      EventID: ['operationName'],
      Provider_Name: ['properties.loggedByService'],
    },
    fieldsUnder: ['properties'],
    names: { operationName: 'properties.message' },
    logSources: [table('azure', servicesBy('category', AZURE_CATEGORIES))],
  }),
  sourceShape({
    id: 'azure-tables',
    label: 'NDJSON · Azure Monitor tables',
    markers: ['TimeGenerated', 'SourceSystem', 'TenantId', '_ResourceId'],
    time: ['TimeGenerated'],
    core: { ...NO_COMPUTER, EventID: ['OperationName', 'OperationNameValue'] },
    names: { OperationName: 'properties.message' },
    logSources: [
      table(
        'azure',
        servicesBy('Type', {
          auditlogs: ['AuditLogs'],
          signinlogs: [
            ...['SigninLogs', 'AADNonInteractiveUserSignInLogs', 'AADServicePrincipalSignInLogs'],
            'AADManagedIdentitySignInLogs',
          ],
          riskdetection: ['AADUserRiskEvents'],
          activitylogs: ['AzureActivity'],
        }),
      ),
    ],
  }),
  sourceShape({
    id: 'azure-activity',
    label: 'NDJSON · Azure activity log',
    markers: ['eventDataId', 'operationName.value', 'resourceProviderName.value', 'eventTimestamp'],
    time: ['eventTimestamp', 'submissionTimestamp'],
    core: { ...NO_COMPUTER, EventID: ['operationName.value'] },
    names: {
      'operationName.value': 'operationName',
      'category.value': 'CategoryValue',
      'resourceProviderName.value': 'ResourceProviderValue',
    },
    logSources: [service('azure', 'activitylogs')],
  }),
  sourceShape({
    id: 'entra-graph',
    label: 'NDJSON · Entra ID (Graph)',
    markers: [
      ...['activityDisplayName', 'loggedByService', 'conditionalAccessStatus', 'appDisplayName'],
      ...['riskEventType', 'detectedDateTime', 'userPrincipalName'],
    ],
    time: ['activityDateTime', 'createdDateTime', 'detectedDateTime'],
    core: {
      ...NO_COMPUTER,
      EventID: ['activityDisplayName', 'riskEventType'],
      Provider_Name: ['loggedByService'],
    },
    names: {
      'status.errorCode': 'ResultType',
      'status.failureReason': 'ResultDescription',
      activityDisplayName: ['properties.message', 'operationName'],
    },
    logSources: [
      table('azure', [
        { when: { riskEventType: '*' }, service: 'riskdetection' },
        { when: { activityDisplayName: '*' }, service: 'auditlogs' },
        { when: { appDisplayName: '*' }, service: 'signinlogs' },
      ]),
      table('azure', [{ when: { riskEventType: '*' }, service: 'pim' }]),
    ],
  }),
];

/** Workloads of the unified audit log by the services rules know. */
const M365_SOURCES: readonly LogSourceTable[] = [
  service('m365', 'audit'),
  ...M365_SERVICES.map(([name, workload]) =>
    table('m365', servicesBy('Workload', { [name]: [workload] })),
  ),
];
export const CLOUD_SHAPES: readonly SourceShape[] = [
  sourceShape({
    id: 'cloudtrail',
    label: 'NDJSON · AWS CloudTrail',
    markers: [
      'eventVersion',
      'eventSource',
      'awsRegion',
      'userIdentity.type',
      'recipientAccountId',
    ],
    time: ['eventTime'],
    core: { ...NO_COMPUTER, EventID: ['eventName'], Provider_Name: ['eventSource'] },
    logSources: [service('aws', 'cloudtrail')],
  }),
  sourceShape({
    id: 'cloudtrail-ecs',
    label: 'NDJSON · AWS CloudTrail (ECS)',
    markers: ['aws.cloudtrail.event_version', 'aws.cloudtrail.event_type', 'cloud.account.id'],
    time: ['@timestamp'],
    core: { ...NO_COMPUTER, EventID: ['event.action'], Provider_Name: ['event.provider'] },
    names: {
      'event.action': 'eventName',
      'event.provider': 'eventSource',
      'aws.cloudtrail.error_code': 'errorCode',
      'aws.cloudtrail.error_message': 'errorMessage',
      'aws.cloudtrail.user_identity.type': 'userIdentity.type',
      'aws.cloudtrail.user_identity.arn': 'userIdentity.arn',
      'aws.cloudtrail.request_parameters': 'requestParameters',
      'aws.cloudtrail.response_elements': 'responseElements',
      'source.ip': 'sourceIPAddress',
      'user_agent.original': 'userAgent',
    },
    logSources: [service('aws', 'cloudtrail')],
  }),
  ...AZURE,
  sourceShape({
    id: 'm365',
    label: 'NDJSON · Microsoft 365 audit log',
    markers: ['Workload', 'Operation', 'RecordType', 'OrganizationId', 'UserType'],
    time: ['CreationTime'],
    core: { ...NO_COMPUTER, EventID: ['Operation'], Provider_Name: ['Workload'] },
    names: { Workload: 'eventSource', ResultStatus: 'status' },
    made: {
      eventName: listed('Name', 'Operation'),
      Parameters: {
        ...joined(' ', ['Parameters.Name', ''], ['Parameters.Value', '']),
        within: ' ',
      },
    },
    logSources: M365_SOURCES,
  }),
  sourceShape({
    id: 'okta',
    label: 'NDJSON · Okta system log',
    markers: ['eventType', 'displayMessage', 'actor.alternateId', 'outcome.result', 'published'],
    time: ['published'],
    core: { ...NO_COMPUTER, EventID: ['eventType'] },
    logSources: [service('okta', 'okta')],
  }),
  sourceShape({
    id: 'onelogin',
    label: 'NDJSON · OneLogin events',
    markers: ['event_type_id', 'account_id', 'actor_user_id', 'actor_user_name'],
    time: ['created_at', 'event_timestamp'],
    core: { ...NO_COMPUTER, EventID: ['event_type_id'] },
    logSources: [service('onelogin', 'onelogin.events')],
  }),
  sourceShape({
    id: 'github',
    label: 'NDJSON · GitHub audit log',
    markers: ['_document_id', 'actor_id', 'org_id', 'actor_location.country_code', 'business_id'],
    time: ['@timestamp', 'created_at'],
    core: { ...NO_COMPUTER, EventID: ['action'] },
    logSources: [service('github', 'audit')],
  }),
  sourceShape({
    id: 'bitbucket',
    label: 'NDJSON · Bitbucket audit log',
    markers: ['auditType.category', 'auditType.action', 'auditType.area'],
    core: { ...NO_COMPUTER, EventID: ['auditType.action'] },
    logSources: [service('bitbucket', 'audit')],
  }),
  sourceShape({
    id: 'kubernetes',
    label: 'NDJSON · Kubernetes audit log',
    markers: [
      'auditID',
      'requestURI',
      'verb',
      'stage',
      { path: 'apiVersion', includes: 'audit.k8s' },
    ],
    time: ['requestReceivedTimestamp', 'stageTimestamp'],
    core: { ...NO_COMPUTER, EventID: ['verb'] },
    names: {
      'objectRef.apiGroup': 'apiGroup',
      'requestObject.spec.volumes.hostPath.path': 'hostPath',
      'requestObject.spec.containers.securityContext.capabilities.add': 'capabilities',
    },
    logSources: [table('kubernetes', [{ when: {}, category: 'application', service: 'audit' }])],
  }),
  sourceShape({
    id: 'gcp',
    label: 'NDJSON · Google Cloud audit log',
    markers: ['protoPayload.methodName', 'protoPayload.serviceName', 'logName', 'insertId'],
    time: ['timestamp', 'receiveTimestamp'],
    core: {
      ...NO_COMPUTER,
      EventID: ['protoPayload.methodName'],
      Provider_Name: ['protoPayload.serviceName'],
    },
    names: {
      'protoPayload.methodName': ['gcp.audit.method_name', 'data.protoPayload.methodName'],
      'protoPayload.serviceName': ['eventService', 'data.protoPayload.serviceName'],
      'protoPayload.authorizationInfo.permission': 'data.protoPayload.authorizationInfo.permission',
      'protoPayload.authorizationInfo.granted': 'data.protoPayload.authorizationInfo.granted',
      'resource.type': 'data.protoPayload.resource.type',
      logName: 'data.protoPayload.logName',
      'protoPayload.metadata.event.eventName': 'eventName',
      'protoPayload.metadata.event.parameter.value': ['setting_name', 'new_value'],
    },
    logSources: [
      table('gcp', [
        {
          when: { 'protoPayload.serviceName': 'admin.googleapis.com' },
          service: 'google_workspace.admin',
        },
        {
          when: { 'protoPayload.serviceName': 'login.googleapis.com' },
          service: 'google_workspace.login',
        },
        { when: {}, service: 'gcp.audit' },
      ]),
    ],
  }),
  sourceShape({
    id: 'duo',
    label: 'NDJSON · Duo authentication log',
    markers: ['txid', 'access_device.ip', 'auth_device.name', 'isotimestamp'],
    time: ['isotimestamp', 'timestamp'],
    core: { ...NO_COMPUTER, EventID: ['event_type'] },
    logSources: [service('cisco', 'duo')],
  }),
];
