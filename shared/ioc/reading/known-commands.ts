/** Commands of Windows as reports write them, without the ending of the program. Their names alone say nothing. */

/** Names that are no words of a language: a sign of an argument anywhere behind tells a command. */
const PROGRAM =
  /^"?(?:cmd|powershell|pwsh|rundll32|regsvr32|mshta|wscript|cscript|certutil|bitsadmin|msiexec|schtasks|net1?|netsh|nltest|nslookup|wmic|vssadmin|bcdedit|wevtutil|wbadmin|fsutil|icacls|takeown|attrib|whoami|tasklist|taskkill|netstat|ipconfig|psexec(?:64)?|curl|wget|xcopy|robocopy|esentutl|ntdsutil|diskshadow|odbcconf|forfiles|reg|sc|at|dsquery|adfind|iex|iwr)(?:\.exe)?"?\s+(?!\|)(\S.*)$/i;
/** Words as well: what is behind must begin as an argument does. */
const WORD = /^(?:start|copy|move|del|erase|echo|type|find|ping|mkdir|rmdir)\s+(\S.*)$/i;

const SIGN_OF_ARGUMENTS = /(?:^|\s)["']?(?:--?|\/)[a-z?]|^["'$&(%]|[<>|&]|^\S*[\\/.=]\S/i;
const FIRST_ARGUMENT =
  /^["']?(?:[-/][a-z?]|[a-z]:\\|\\\\|%\w+%|\S+\.[a-z\d]{1,4}(?:["'\s]|$)|\d{1,3}(?:\.\d{1,3}){3}\b)/i;

/** What some are told to do. */
const SUBCOMMANDS: readonly RegExp[] = [
  /^net1?(?:\.exe)?\s+(?:user|group|localgroup|use|view|start|stop|share|accounts|session|time|config|file|pause|continue|computer|send)\b/i,
  /^reg(?:\.exe)?\s+(?:add|query|delete|save|export|import|copy|load|unload|restore)\s/i,
  /^sc(?:\.exe)?\s+(?:\\\\\S+\s+)?(?:create|config|start|stop|delete|query|queryex|sdset|failure|qc)\b/i,
  /^wmic(?:\.exe)?\s+(?:process|shadowcopy|product|service|computersystem|os|qfe|useraccount|group|logicaldisk|bios|startup|nic|nicconfig|ntdomain|volume|csproduct|path|alias)\b/i,
  /^vssadmin(?:\.exe)?\s+(?:delete|resize|list|create|add)\s/i,
  /^wevtutil(?:\.exe)?\s+(?:cl|el|gl|sl|qe|epl|im|um|gli|gp|ep|clear-log|enum-logs|set-log|query-events)\b/i,
  /^wbadmin(?:\.exe)?\s+(?:delete|start|stop|get|disable|enable)\s/i,
  /^netsh(?:\.exe)?\s+(?:advfirewall|firewall|interface|int|wlan|winhttp|http|trace|add|dump|portproxy|lan|ipsec)\b/i,
  /^fsutil(?:\.exe)?\s+(?:usn|file|fsinfo|behavior|volume|hardlink|reparsepoint)\b/i,
  /^(?:nslookup|taskkill|icacls|ntdsutil)(?:\.exe)?\s+\S+$/i,
];

/** A program that is known, and what it is given. */
export function isKnownCommand(text: string): boolean {
  const [, given] = PROGRAM.exec(text) ?? [];
  if (given !== undefined)
    return SIGN_OF_ARGUMENTS.test(given) || SUBCOMMANDS.some((known) => known.test(text));
  const [, behind] = WORD.exec(text) ?? [];
  return behind !== undefined && FIRST_ARGUMENT.test(behind);
}

/** Of any other program: an option, something in quotation marks or of a variable, a path, an export of a DLL. */
const GIVEN =
  /(?:^|\s)["']?(?:--?[a-z?]|\/[a-z?]{1,12}(?:[\s:=]|$))|^(?:"[^"]*[\\/-]|["']?(?:[a-z]:\\|\\\\|[%$]\w))|^\S+\.\w{2,4},\w/i;

/** @param given what stands behind the name of a program */
const isGiven = (given: string): boolean => GIVEN.test(given);

/** `procdump -ma lsass.exe`: a word and an option tell a command, whoever wrote the program. */
export const isWordWithOption = (text: string): boolean =>
  !/\d{1,3}(?:\.\d{1,3}){3}|:\/\/|\[/.test(text) &&
  /^[a-z][\w-]{0,30}\s+(?:--?[a-z]{1,20}|\/[a-z?]{1,12})(?:[\s:=]|$)/i.test(text);

/** A program and what it is given; words behind its name are said about it. */
const COMMAND = /^"?[^"|<>]*\.(?:exe|bat|cmd|ps1|com)"?\s+(?:--?\s+)?[-/]\S/i;
const PROGRAM_FILE = /^"?[^"|<>\s]+\.exe"?\s+(\S.*)$/i;

export function isCommandLine(text: string): boolean {
  if (COMMAND.test(text) || isKnownCommand(text) || isWordWithOption(text)) return true;
  const [, given] = PROGRAM_FILE.exec(text) ?? [];
  return given !== undefined && isGiven(given);
}

/** What begins the path of a program, which may hold blanks. */
const ROOTED = /^["'&(]*(?:[a-z]:\\|\\\\|%\w+%|\.\\|\$env:)/i;
const PROGRAM_NAME = /^["'(]*[^\s"|<>=]+\.(?:exe|bat|cmd|ps1|com)["']?$/i;
/** Words of a sentence, a time, a technique: no sign of a shell, and nothing that runs another. */
const SAID = /^(?:[[(*#]*[\p{L}\p{N}][\p{L}\p{N}.,:;()\]_/@+*-]*|[-–—=:→>*•]+)$/u;
const RUNS_ANOTHER =
  /^(?:for|if|set|call|start|do|not|exist|runas|cmd|sudo|timeout|forfiles|wmic)$/i;
/** `winword.exe -> `: the parent of what is run. */
const RUNS = /^\S+\s+(?:[-=]>|→|(?:spawn|launch|start|execut)(?:s|es|ed)|ran|runs)\s/i;
const LONGEST_SAID = 300;
/** What says something of the command behind it: a label, a dash, a time, a verb. Any other word may run it. */
const SAYS_OF =
  /(?:(?<!(?:^|[^a-z])[a-z])[:–—→>*\])]|(?:^|\s)[-•]|\b(?:ran|runs|executed|executes|executing|launched|launches|spawned|spawns|started|starts|invoked|invokes|used|uses|using|via|then|command))$|^[\d\s:.,/TZ+-]+$|^T\d{4}(?:\.\d{3})?$/i;

/** Where in a line its program begins; 0 where nothing tells that it begins later. */
export function commandStart(line: string): number {
  if (isKnownCommand(line) || isWordWithOption(line)) return 0;
  for (const { index, 0: word } of line.slice(0, LONGEST_SAID).matchAll(/\S+/g)) {
    const rest = line.slice(index);
    const isProgram = ROOTED.test(word) || PROGRAM_NAME.test(word) || isKnownCommand(rest);
    if (isProgram && !RUNS.test(rest)) return SAYS_OF.test(line.slice(0, index).trim()) ? index : 0;
    if (!SAID.test(word) || RUNS_ANOTHER.test(word)) return 0;
  }
  return 0;
}
