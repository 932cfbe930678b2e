import type { Alarm, Grouping } from 'twin-core';
import type { Format } from '../../../kit/i18n/format.ts';
import { placeName } from '../../../state/place-name.ts';
import type { SiteView } from '../../../state/site-view.ts';
import type { TwinStore } from '../../../state/twin-store.ts';

/** What names need: the site's places and the twin's devices and declarations. */
export interface Names {
  readonly site: SiteView;
  readonly store: Pick<TwinStore, 'catalogue' | 'device'>;
}

/** Why an alarm of this kind belongs to another's incident, in words. */
export function groupWords(
  { site, store }: Names,
  format: Format,
  { why, scope }: Pick<Grouping, 'why' | 'scope'>,
  code: Alarm['code'],
): string {
  switch (why) {
    case 'zone': {
      const seconds = (store.catalogue.rule(code)?.mergeWithinMs ?? 0) / 1000;
      const zone = placeName(site, { building: null, storey: null, zone: scope });
      return format.text('group.zone', { zone, seconds });
    }
    case 'below':
      return format.text('group.below', { device: store.device(scope)?.name ?? scope });
    case 'flood': {
      // A place and a facility, as the fold names it.
      const [place = '', facility = ''] = scope.split(/\/(?=[^/]*$)/);
      const building = site.buildings.some(({ code: known }) => known === place);
      const where = building
        ? placeName(site, { building: place, storey: null, zone: null })
        : placeName(site, { building: null, storey: null, zone: place });
      const declared = store.catalogue.facility(facility);
      const what = declared ? format.label(declared.label) : facility;
      return format.text('group.flood', { place: [where, what].filter(Boolean).join(' · ') });
    }
  }
}
