import type { Catalogue } from 'twin-core';
import type { IndexedAlarm } from '../alarm/alarm-index.ts';
import type { BaseRegistry } from '../base/registry.ts';

/** Texts that an alarm is found by, as its kind, device and building are called when it is raised. */
export function alarmTexts(registry: BaseRegistry, catalogue: Catalogue) {
  return (alarm: IndexedAlarm): (string | null)[] => {
    const label = catalogue.rule(alarm.code)?.label;
    const device = registry.device(alarm.device);
    const building = alarm.building === null ? undefined : registry.building(alarm.building);
    return [
      label?.zh ?? null,
      label?.en ?? null,
      alarm.code,
      alarm.device,
      device?.name ?? null,
      device?.installPosition ?? null,
      building?.name ?? null,
      alarm.building,
      alarm.storey,
      alarm.space,
      alarm.zone,
    ];
  };
}
