/**
 * A number of devices as a cluster shows it: exact below 100, then rounded down with a plus, so that few different pictures are ever
 * painted however long a page is open. The exact number stands where the cluster is opened.
 */
export function clusterCount(devices: number): string {
  if (devices < 100) return String(devices);
  if (devices < 1_000) return `${Math.floor(devices / 10) * 10}+`;
  if (devices < 10_000) return `${Math.floor(devices / 100) / 10}k+`;
  return `${Math.floor(devices / 1_000)}k+`;
}
