import type { WhatIfChange } from 'twin-core';
import { useSite } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { useNames } from '../../reports/use-names.ts';
import { placeText } from './place-button.tsx';

const SECOND_MS = 1000;

/** A change in a few words; `said` are those of a door, whose own name only its model knows. */
export function useChangeWords(): (change: WhatIfChange, said: string | null) => string {
  const format = useFormat();
  const names = useNames();
  const site = useSite();
  const buildingName = (code: string) => site.buildings.find((one) => one.code === code)?.name ?? code;
  const settingWords = ({ settings }: Extract<WhatIfChange, { kind: 'rule' }>) => {
    const { priority, enabled, limit, deadband, onDelayMs, offDelayMs } = settings;
    return [
      limit !== undefined && format.text('whatIf.said.limit', { value: limit }),
      deadband !== undefined && format.text('whatIf.said.deadband', { value: deadband }),
      onDelayMs !== undefined && format.text('whatIf.said.onDelayMs', { value: onDelayMs / SECOND_MS }),
      offDelayMs !== undefined && format.text('whatIf.said.offDelayMs', { value: offDelayMs / SECOND_MS }),
      priority !== undefined && format.text('whatIf.said.priority', { value: format.text(`priority.${priority}`) }),
      enabled === false && format.text('whatIf.said.enabled'),
      enabled === true && format.text('whatIf.enabled.yes'),
    ]
      .filter(Boolean)
      .join(', ');
  };
  return (change, said) => {
    switch (change.kind) {
      case 'rule':
        return format.text('whatIf.said.rule', { name: names.kind(change.code), settings: settingWords(change) });
      case 'delay':
        return format.text('whatIf.said.delay', { name: names.kind(change.code), seconds: change.ms / SECOND_MS });
      case 'camera': {
        const name = names.device(change.camera);
        if (!change.pose) return format.text('whatIf.said.cameraOff', { name });
        const { headingDeg, rangeM } = change.pose;
        return format.text('whatIf.said.camera', { name, heading: Math.round(headingDeg), range: rangeM });
      }
      case 'post': {
        const { building, storey, location } = change;
        const place =
          building === null
            ? placeText([location.longitude, location.latitude])
            : `${buildingName(building)} ${storey}`;
        return format.text('whatIf.said.post', { name: change.name, place });
      }
      case 'door':
        return format.text('whatIf.said.door', {
          building: buildingName(change.building),
          door: said ?? change.door,
          state: format.text(`whatIf.door.${change.state}`),
        });
    }
  };
}
