import type { Center } from '../../state/center.ts';
import { placedName } from '../../state/place-name.ts';

/** What an order or a point of a round is about: the device with its place, and the words that were added. */
export function subjectWords(
  { site, store }: Pick<Center, 'site' | 'store'>,
  { device, place }: { readonly device: string | null; readonly place: string | null },
): string {
  const found = device === null ? undefined : store.device(device);
  const named = found ? placedName(site, found, found.name) : device;
  return [named, place].filter(Boolean).join(' · ');
}
