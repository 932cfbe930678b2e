import type { WallView } from 'twin-core';
import type { Format } from '../../../kit/i18n/format.ts';
import type { Center } from '../../../state/center.ts';
import { fullPlaceName } from '../../../state/place-name.ts';
import { alarmLabel } from '../queue/alarm-words.ts';
import type { Selection } from '../selection.ts';

/** What a view of the wall shows, in words. */
export function viewWords({ site, store }: Center, format: Format, view: WallView): string {
  switch (view.kind) {
    case 'site':
      return format.text('director.site');
    case 'alarm': {
      const alarm = store.state.alarms.get(view.id);
      if (!alarm) return view.id;
      return [alarmLabel(store.catalogue, format, alarm), fullPlaceName(site, alarm)].filter(Boolean).join(' · ');
    }
    case 'device':
      return store.device(view.code)?.name ?? view.code;
    case 'building':
      return [site.buildings.find(({ code }) => code === view.code)?.name ?? view.code, view.storey]
        .filter(Boolean)
        .join(' ');
    case 'zone':
      return site.zones.find(({ code }) => code === view.code)?.name ?? view.code;
  }
}

/** What of a selection can be sent to the wall; null for what has no place of its own. */
export function viewOf(selection: Selection | null): WallView | null {
  switch (selection?.kind) {
    case 'alarm':
      return { kind: 'alarm', id: selection.id };
    case 'device':
      return { kind: 'device', code: selection.code };
    case 'building':
      return { kind: 'building', code: selection.code, storey: selection.storey };
    case 'zone':
      return { kind: 'zone', code: selection.code };
    default:
      return null;
  }
}
