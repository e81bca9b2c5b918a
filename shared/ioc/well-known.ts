/** Names that stand in the logs of every healthy network: alone they point at nothing. In lower case. */

export const WELL_KNOWN_DOMAINS: ReadonlySet<string> = new Set([
  ...['microsoft.com', 'windows.com', 'windowsupdate.com', 'office.com', 'office365.com'],
  ...['live.com', 'outlook.com', 'msftconnecttest.com', 'msftncsi.com', 'azure.com', 'bing.com'],
  ...['azureedge.net', 'windows.net', 'sharepoint.com', 'skype.com', 'microsoftonline.com'],
  ...['google.com', 'googleapis.com', 'gstatic.com', 'googleusercontent.com', 'gmail.com'],
  ...['youtube.com', 'doubleclick.net', 'amazonaws.com', 'amazon.com', 'cloudfront.net'],
  ...['cloudflare.com', 'akamai.net', 'akamaiedge.net', 'akadns.net', 'fastly.net', 'apple.com'],
  ...['icloud.com', 'github.com', 'githubusercontent.com', 'gitlab.com', 'dropbox.com'],
  ...['digicert.com', 'verisign.com', 'letsencrypt.org', 'adobe.com', 'mozilla.org', 'firefox.com'],
  ...['facebook.com', 'twitter.com', 'linkedin.com', 'wikipedia.org', 'slack.com', 'zoom.us'],
  ...['discord.com', 'discordapp.com', 'telegram.org', 'pastebin.com', 'virustotal.com'],
  ...['arpa', 'in-addr.arpa', 'ip6.arpa', 'local', 'localdomain', 'example.com', 'example.org'],
]);

export const WELL_KNOWN_FILES: ReadonlySet<string> = new Set([
  ...['svchost.exe', 'explorer.exe', 'lsass.exe', 'services.exe', 'csrss.exe', 'winlogon.exe'],
  ...['smss.exe', 'wininit.exe', 'spoolsv.exe', 'taskhostw.exe', 'dllhost.exe', 'conhost.exe'],
  ...['cmd.exe', 'powershell.exe', 'pwsh.exe', 'rundll32.exe', 'regsvr32.exe', 'mshta.exe'],
  ...['wscript.exe', 'cscript.exe', 'certutil.exe', 'bitsadmin.exe', 'schtasks.exe', 'reg.exe'],
  ...['net.exe', 'net1.exe', 'sc.exe', 'wmic.exe', 'wmiprvse.exe', 'msiexec.exe', 'whoami.exe'],
  ...['notepad.exe', 'taskkill.exe', 'tasklist.exe', 'ipconfig.exe', 'ping.exe', 'curl.exe'],
  ...['chrome.exe', 'firefox.exe', 'msedge.exe', 'iexplore.exe', 'outlook.exe', 'winword.exe'],
  ...['excel.exe', 'powerpnt.exe', 'teams.exe', 'onedrive.exe', 'setup.exe', 'install.exe'],
  ...['kernel32.dll', 'ntdll.dll', 'user32.dll', 'advapi32.dll', 'amsi.dll', 'version.dll'],
]);

export const WELL_KNOWN_ACCOUNTS: ReadonlySet<string> = new Set([
  ...['system', 'local service', 'network service', 'anonymous logon', 'administrator', 'admin'],
  ...['guest', 'krbtgt', 'user', 'root', 'defaultaccount', 'everyone', '-', 'localhost'],
]);

/** Hashes of nothing at all: MD5, SHA-1, SHA-256 of zero bytes, and placeholders for a missing one. */
export const WELL_KNOWN_HASHES: ReadonlySet<string> = new Set([
  'd41d8cd98f00b204e9800998ecf8427e',
  'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  ...[32, 40, 64].map((digits) => '0'.repeat(digits)),
]);

/** Keys whose values change on any computer. */
export const WELL_KNOWN_KEYS =
  /^(hk(lm|cu|cr|u)|hkey_[a-z_]+|\\registry\\(machine|user))\\?(software|system|software\\microsoft(\\windows(\\currentversion(\\(run|runonce))?)?)?)?\\?$/i;

/** Accounts and groups of every Windows (Microsoft, Well-known SIDs). */
export const WELL_KNOWN_SIDS = /^s-1-(0-0|1-0|3-[0-4]|5-(1?\d|20|32-\d+|90(-\d+)*|96(-\d+)*))$/i;
