/** Commands of the application menu, which the window carries out. */
export type AppCommand =
  | 'new-case'
  | 'open-case'
  | 'close-case'
  | 'add-files'
  | 'add-folder'
  | 'pause-queue'
  | 'resume-queue'
  | 'retry-failed'
  | 'cancel-all'
  | 'show-evidence'
  | 'show-events'
  | 'show-detections'
  | 'show-hits'
  | 'show-indicators'
  | 'show-rules'
  | 'show-shortcuts';
