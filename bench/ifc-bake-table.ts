import type { Measured } from './ifc-bake-process.ts';

/** One file's measurements. */
export interface Row {
  readonly file: string;
  readonly megabytes: number;
  readonly coldRaw: Measured;
  readonly cold: Measured;
  readonly warmRaw: Measured;
  readonly warm: Measured;
  readonly fragments: Measured;
  readonly ifcLite: Measured;
  /** Bytes of the tiles as a browser loads them; null where nothing was baked. */
  readonly wireBytes: number | null;
}

const seconds = ({ seconds, failed }: Measured) => (failed === null ? seconds.toFixed(2) : 'failed');

const COLUMNS: readonly [title: string, of: (row: Row) => string][] = [
  ['file', ({ file }) => file],
  ['MB', ({ megabytes }) => megabytes.toFixed(2)],
  ['cold: raw s', ({ coldRaw }) => seconds(coldRaw)],
  ['own s', ({ cold }) => seconds(cold)],
  ['ratio', ({ cold, coldRaw }) => (cold.seconds / coldRaw.seconds).toFixed(2)],
  ['fragments s', ({ fragments }) => seconds(fragments)],
  ['ifc-lite s', ({ ifcLite }) => seconds(ifcLite)],
  ['warm: raw s', ({ warmRaw }) => seconds(warmRaw)],
  ['own s', ({ warm }) => seconds(warm)],
  ['ratio', ({ warm, warmRaw }) => (warm.seconds / warmRaw.seconds).toFixed(2)],
  ['triangles', ({ cold }) => String(cold.triangles ?? '')],
  ['bytes each', ({ wireBytes, cold }) => (wireBytes === null ? '' : (wireBytes / (cold.triangles ?? 1)).toFixed(2))],
  ['RSS: raw MiB', ({ coldRaw }) => coldRaw.peakRssMb.toFixed(0)],
  ['own MiB', ({ cold }) => cold.peakRssMb.toFixed(0)],
  ['asked', ({ megabytes }) => (((200 + 10 * megabytes) * 1e6) / 2 ** 20).toFixed(0)],
];

/** Prints the files as a table on stderr; stdout is for the result. */
export function printTable(rows: readonly Row[]): void {
  const lines = [COLUMNS.map(([title]) => title), ...rows.map((row) => COLUMNS.map(([, of]) => of(row)))];
  const widths = COLUMNS.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  for (const line of lines) {
    const cells = line.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
    );
    process.stderr.write(`${cells.join('  ')}\n`);
  }
}
