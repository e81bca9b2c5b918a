/** One numbered step of case.db: what it does and its SQL. A step that shipped is never edited. */
export interface Migration {
  readonly version: number;
  readonly purpose: string;
  readonly sql: string;
}
