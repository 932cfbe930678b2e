import { useCenter, useRegistryRevision } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { placedName } from '../../state/place-name.ts';
import type { Group } from '../../state/records/alarm-statistics.ts';

/** What codes are called in the interface's language; a code that is not known any more stands for itself. */
export interface Names {
  kind(code: string): string;
  device(code: string): string;
  /** The value of a field that alarms are counted by. */
  key(group: Group, value: string): string;
}

export function useNames(): Names {
  const { site, store } = useCenter();
  const format = useFormat();
  useRegistryRevision();
  const kind = (code: string) => {
    const label = store.catalogue.rule(code)?.label;
    return label ? format.label(label) : code;
  };
  const device = (code: string) => {
    const found = store.device(code);
    return found ? placedName(site, found, found.name) : code;
  };
  const building = (code: string) => site.buildings.find((one) => one.code === code)?.name ?? code;
  return {
    kind,
    device,
    key: (group, value) => {
      switch (group) {
        case 'code':
          return kind(value);
        case 'device':
          return device(value);
        case 'building':
          return building(value);
        case 'storey': {
          const [of = '', storey = ''] = value.split('/');
          return `${building(of)} ${storey}`;
        }
        case 'facility': {
          const label = store.catalogue.facility(value)?.label;
          return label ? format.label(label) : value;
        }
        case 'zone':
          return site.zones.find(({ code }) => code === value)?.name ?? value;
        case 'priority':
          return format.text(`priority.${value as '1' | '2' | '3' | '4'}`);
      }
    },
  };
}
