/**
 * Log sources beside Windows that rules may name (SigmaHQ's taxonomy): most of them NDJSON files are recognised as
 * (docs/log-sources.md), the others where the examiner says so. A rule of one that stands here is
 * loaded; one that does not is more likely misspelt than ever met.
 */
import type { LogSource } from '@shared/model/log-source';

/** `product/category/service`. */
const KNOWN = `
linux/process_creation/- linux/file_event/- linux/network_connection/- linux/process_termination/-
linux/file_delete/- linux/-/auditd linux/-/auth linux/-/syslog linux/-/sshd linux/-/sudo linux/-/cron
linux/-/clamav linux/-/vsftpd linux/-/guacamole linux/-/modsecurity
macos/process_creation/- macos/file_event/- macos/network_connection/- macos/process_termination/-
macos/file_delete/-
aws/-/cloudtrail azure/-/activitylogs azure/-/auditlogs azure/-/signinlogs azure/-/riskdetection azure/-/pim
azure/-/microsoft365portal gcp/-/gcp.audit gcp/-/google_workspace.admin gcp/-/google_workspace.login
m365/-/audit m365/-/exchange m365/-/threat_management m365/-/threat_detection
okta/-/okta onelogin/-/onelogin.events github/-/audit bitbucket/-/audit kubernetes/application/audit
cisco/-/aaa cisco/-/bgp cisco/-/duo cisco/-/ldp cisco/-/syslog huawei/-/bgp juniper/-/bgp
fortigate/-/event fortios/-/sslvpnd paloalto/appliance/globalprotect paloalto/file_event/globalprotect
zeek/-/dce_rpc zeek/-/dns zeek/-/http zeek/-/kerberos zeek/-/rdp zeek/-/smb_files zeek/-/x509 zeek/-/conn
opencanary/application/- rpc_firewall/application/- qualys/-/-
django/application/- jvm/application/- nodejs/application/- python/application/- ruby_on_rails/application/-
spring/application/- sql/application/- velocity/application/-
-/webserver/- -/proxy/- -/dns/- -/firewall/- -/database/- -/antivirus/- -/-/apache -/-/nginx -/-/netflow
`;

/** As `logSourceText` writes them. */
export const OTHER_LOG_SOURCES: readonly string[] = KNOWN.trim().split(/\s+/);

const SOURCES: readonly (readonly (string | undefined)[])[] = OTHER_LOG_SOURCES.map((text) =>
  text.split('/').map((part) => (part === '-' ? undefined : part)),
);

/** True where a known source is the one asked for, or a part of it; what is not told may be anything. */
export function isKnownSource({ product, category, service }: LogSource): boolean {
  return SOURCES.some(
    ([ofProduct, ofCategory, ofService]) =>
      (product === null || product === ofProduct) &&
      (category === null || category === ofCategory) &&
      (service === null || service === ofService),
  );
}
