import { useSite } from '../../../kit/center-context.ts';

/** The name of a zone or building by its code; the code itself where it is not known any more. */
export function usePlaceName(): (code: string) => string {
  const { zones, buildings } = useSite();
  return (code) =>
    zones.find((zone) => zone.code === code)?.name ?? buildings.find((one) => one.code === code)?.name ?? code;
}
