/** Texts a rule begins with. */

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @param id a UUID no rule has yet */
export const newRule = (id: string): string => `title: New rule
id: ${id}
status: experimental
description: What it finds, and why that matters
level: medium
logsource:
    product: windows
    category: process_creation
detection:
    selection:
        Image|endswith: '\\example.exe'
    condition: selection
falsepositives:
    - Unknown
`;

/**
 * A rule to be changed under an id of its own; it says which one it comes from. Further documents of the text
 * keep theirs where they have none of the old id.
 */
export function copyOfRule(text: string, oldId: string, id: string): string {
  if (!UUID.test(oldId) || !text.includes(oldId)) return text;
  const copied = text.replaceAll(oldId, id);
  if (/^related:/m.test(copied)) return copied;
  const related = `related:\n    - id: ${oldId}\n      type: derived\n`;
  return copied.replace(
    new RegExp(`^id: *['"]?${id}['"]?.*\\n`, 'm'),
    (line) => `${line}${related}`,
  );
}
