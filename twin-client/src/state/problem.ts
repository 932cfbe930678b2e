/** What the server says of one field of what it was sent: its path with dots, and what was expected. */
export interface FieldFault {
  readonly field: string;
  readonly reason: string;
}

/** An answer that is not the one asked for (RFC 9457), or none at all: status 0 is a server that cannot be reached. */
export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  readonly detail: string | null;
  readonly faults: readonly FieldFault[];

  constructor(status: number, title: string, detail: string | null = null, faults: readonly FieldFault[] = []) {
    super(detail ? `${title}: ${detail}` : title);
    this.name = 'Problem';
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.faults = faults;
  }
}
