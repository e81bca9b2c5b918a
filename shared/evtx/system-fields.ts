/** The System fields that tell most events apart, by their names in the field view. */
export const SYSTEM_FIELDS = [
  'Provider_Name',
  'EventID',
  'Version',
  'Level',
  'Task',
  'Opcode',
  'Keywords',
  'EventRecordID',
  'Execution_ProcessID',
  'Execution_ThreadID',
  'Channel',
  'Computer',
  'Security_UserID',
] as const;
