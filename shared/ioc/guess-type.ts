/** What a bare value most likely is, told by its looks. */
import type { IndicatorType } from '@shared/model/indicator';
import { parseNetwork } from '@shared/model/ip-address';
import { KEY_START } from './registry-roots';

/** Endings of files that reports name; some are top-level domains too, and mean files far more often. */
const FILE_ENDINGS =
  'exe|dll|sys|ps1|psm1|bat|cmd|vbs|vbe|js|jse|wsf|hta|lnk|scr|msi|cpl|ocx|zip|rar|7z|iso|img|vhdx?|cab|docm?|docx|xlsm?|xlsx|xll|pptm?|rtf|pdf|tmp|dat|bin|py|jar|txt|log|aspx?|php|jsp|dmp|evtx|kirbi|one';
export const FILE_NAME = new RegExp(String.raw`^[^\\/:*?"<>|\s]+\.(${FILE_ENDINGS})$`, 'i');

/** `Temp\a.exe`, `$RECYCLE.BIN\a b\c.dll`: no account is called so. */
const PATH_TO_FILE = new RegExp(
  String.raw`^\\?(?:[^\\/:*?"<>|\t]+\\)+[^\\/:*?"<>|\s]+\.(?:${FILE_ENDINGS})$`,
  'i',
);
/** Folders and keys that reports name without what they are in; no domain of accounts is called so. */
const BELOW_FOLDER =
  /^\\?(?:Windows|System32|SysWOW64|Temp|Tmp|Tasks|AppData|ProgramData|Program Files(?: \(x86\))?|Users|Public|Startup|Start Menu|Downloads|Desktop|Documents|Drivers|\$RECYCLE\.BIN|Microsoft\\Windows)\\./i;
const BELOW_KEY =
  /^\\?(?:Software|System|CurrentControlSet|ControlSet\d{3}|CurrentVersion|Run|RunOnce|Services)\\./i;

const LOOKS: readonly (readonly [IndicatorType, RegExp])[] = [
  ['sha256', /^[\da-f]{64}$/i],
  ['sha1', /^[\da-f]{40}$/i],
  ['md5', /^[\da-f]{32}$/i],
  ['sid', /^S-1-\d+(-\d+)+$/i],
  ['url', /^[a-z][a-z\d+.-]*:\/\/\S+$/i],
  ['email', /^[^\s@\\]+@[^\s@\\]+\.[a-z]{2,}$/i],
  ['registry', KEY_START],
  ['pipe', /^\\\\\.\\pipe\\/i],
  ['filepath', /^([a-z]:[\\/]|\\\\|\\\?\?\\|\\Device\\|%[\w()]+%\\)/i],
  // A folder whose name begins with a dot; no account's does.
  ['filepath', /^[\w-][\w.-]*\\\.[\w-]/],
  ['mutex', /^(?:Global|Local|\\?(?:Sessions\\\d+\\)?BaseNamedObjects)\\/i],
  ['filepath', PATH_TO_FILE],
  ['filepath', BELOW_FOLDER],
  ['registry', BELOW_KEY],
  ['username', /^[\w.-]+\\[\w.$-]+$/],
  ['filename', FILE_NAME],
  ['domain', /^(?=.{4,253}$)([a-z\d_]([a-z\d_-]{0,61}[a-z\d])?\.)+[a-z]{2,63}$/i],
];

/** Free text where nothing fits. */
export function guessType(value: string): IndicatorType {
  if (parseNetwork(value) !== null) return 'ip';
  return LOOKS.find(([, looks]) => looks.test(value))?.[0] ?? 'text';
}
