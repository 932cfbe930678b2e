import type { BuildingView } from '../state/site-view.ts';

/** Height of a storey over the ground in metres, by its name: 17F, F17, 17层; null for others. */
export function storeyBand(
  name: string,
  record: Pick<BuildingView, 'heightM' | 'storeyCount'>,
): { bottom: number; top: number } | null {
  const number = Number(/^(?:F(\d+)|(\d+)\s*(?:F|层))$/i.exec(name)?.slice(1).find(Boolean));
  if (!(number >= 1 && number <= record.storeyCount)) return null;
  const height = record.heightM / record.storeyCount;
  return { bottom: (number - 1) * height, top: number * height };
}
