/** Windows log source services and the channels they mean (sigma.md 3.2). */
const POWERSHELL = ['Microsoft-Windows-PowerShell/Operational', 'PowerShellCore/Operational'];
const operational = (component: string): string[] => [`Microsoft-Windows-${component}/Operational`];
const SERVICE_BUS = [
  'Microsoft-ServiceBus-Client',
  'Microsoft-ServiceBus-Client/Operational',
  'Microsoft-ServiceBus-Client/Admin',
];
const LDAP = ['Microsoft-Windows-LDAP-Client/Debug'];

/** Where a documented channel differs from what real logs carry, both are listed. */
export const WINDOWS_SERVICES: Readonly<Record<string, readonly string[]>> = {
  application: ['Application'],
  security: ['Security'],
  system: ['System'],
  sysmon: operational('Sysmon'),
  powershell: POWERSHELL,
  'powershell-classic': ['Windows PowerShell'],
  taskscheduler: operational('TaskScheduler'),
  wmi: operational('WMI-Activity'),
  'dns-server': ['DNS Server'],
  'dns-server-audit': ['Microsoft-Windows-DNS-Server/Audit'],
  'dns-server-analytic': ['Microsoft-Windows-DNS-Server/Analytical'],
  'driver-framework': operational('DriverFrameworks-UserMode'),
  ntlm: operational('NTLM'),
  dhcp: operational('DHCP-Server'),
  'msexchange-management': ['MSExchange Management'],
  applocker: [
    'Microsoft-Windows-AppLocker/MSI and Script',
    'Microsoft-Windows-AppLocker/EXE and DLL',
    'Microsoft-Windows-AppLocker/Packaged app-Deployment',
    'Microsoft-Windows-AppLocker/Packaged app-Execution',
  ],
  'printservice-admin': ['Microsoft-Windows-PrintService/Admin'],
  'printservice-operational': operational('PrintService'),
  'codeintegrity-operational': operational('CodeIntegrity'),
  'smbclient-security': ['Microsoft-Windows-SmbClient/Security'],
  'smbclient-connectivity': ['Microsoft-Windows-SmbClient/Connectivity'],
  'smbserver-connectivity': ['Microsoft-Windows-SMBServer/Connectivity'],
  'firewall-as': ['Microsoft-Windows-Windows Firewall With Advanced Security/Firewall'],
  'bits-client': operational('Bits-Client'),
  windefend: operational('Windows Defender'),
  'terminalservices-localsessionmanager': operational('TerminalServices-LocalSessionManager'),
  'servicebus-client': SERVICE_BUS,
  'microsoft-servicebus-client': SERVICE_BUS,
  ldap: LDAP,
  ldap_debug: LDAP,
  'security-mitigations': [
    'Microsoft-Windows-Security-Mitigations/Kernel Mode',
    'Microsoft-Windows-Security-Mitigations/User Mode',
    'Microsoft-Windows-Security-Mitigations/KernelMode',
    'Microsoft-Windows-Security-Mitigations/UserMode',
  ],
  'diagnosis-scripted': operational('Diagnosis-Scripted'),
  'shell-core': operational('Shell-Core'),
  openssh: ['OpenSSH/Operational'],
  bitlocker: ['Microsoft-Windows-BitLocker/BitLocker Management'],
  vhdmp: [...operational('VHDMP'), 'Microsoft-Windows-VHDMP-Operational'],
  'appxdeployment-server': operational('AppXDeploymentServer'),
  'lsa-server': operational('LSA'),
  'appxpackaging-om': operational('AppxPackaging'),
  'dns-client': ['Microsoft-Windows-DNS Client Events/Operational', ...operational('DNS-Client')],
  'appmodel-runtime': ['Microsoft-Windows-AppModel-Runtime/Admin'],
  capi2: operational('CAPI2'),
  'certificateservicesclient-lifecycle-system': operational(
    'CertificateServicesClient-Lifecycle-System',
  ),
  'kernel-shimengine': [
    ...operational('Kernel-ShimEngine'),
    'Microsoft-Windows-Kernel-ShimEngine/Diagnostic',
  ],
  'application-experience': [
    'Microsoft-Windows-Application-Experience/Program-Telemetry',
    'Microsoft-Windows-Application-Experience/Program-Compatibility-Assistant',
  ],
  ntfs: operational('Ntfs'),
  'hyper-v-worker': ['Microsoft-Windows-Hyper-V-Worker', 'Microsoft-Windows-Hyper-V-Worker-Admin'],
  'kernel-event-tracing': [
    'Microsoft-Windows-Kernel-EventTracing',
    'Microsoft-Windows-Kernel-EventTracing/Admin',
  ],
  sense: operational('SENSE'),
  'iis-configuration': ['Microsoft-IIS-Configuration/Operational'],
};
