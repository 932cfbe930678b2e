/** An answer that is not the one asked for (RFC 9457), or none at all: status 0 is a server that cannot be reached. */
export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  readonly detail: string | null;

  constructor(status: number, title: string, detail: string | null = null) {
    super(detail ? `${title}: ${detail}` : title);
    this.name = 'Problem';
    this.status = status;
    this.title = title;
    this.detail = detail;
  }
}
