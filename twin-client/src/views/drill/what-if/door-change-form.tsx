import { useState } from 'react';
import type { WhatIfChange } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { Choice } from '../../../kit/choice.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import { BuildingField } from './building-field.tsx';
import { SearchChoice } from './search-choice.tsx';

/** Says which door is open or closed. */
export function DoorChangeForm({ onAdd }: { onAdd(change: WhatIfChange, said: string): void }) {
  const { api } = useCenter();
  const format = useFormat();
  const [building, setBuilding] = useState<string | null>(null);
  const [door, setDoor] = useState<string | null>(null);
  const [state, setState] = useState<'open' | 'closed'>('closed');
  const doors = useLoaded(building, (signal) => api.whatIfs.doors(building!, signal));
  const options =
    doors.state !== 'ready'
      ? []
      : doors.value.map(({ door: value, name, storey, exit, spaces }) => ({
          value,
          label: [storey, name, exit && format.text('whatIf.door.exit')].filter(Boolean).join(' · '),
          more: spaces.join(' – '),
        }));
  const chosen = options.find(({ value }) => value === door);
  return (
    <>
      <BuildingField
        value={building}
        onChoose={(code) => {
          setBuilding(code);
          setDoor(null);
        }}
      />
      {building !== null && doors.state === 'failed' && <p>{format.text('whatIf.noDoors')}</p>}
      {options.length > 0 && (
        <SearchChoice
          label={format.text('whatIf.door')}
          testId="what-if-door"
          value={door}
          onChoose={setDoor}
          options={options}
        />
      )}
      {building !== null && chosen && (
        <>
          <Choice
            label={format.text('whatIf.door.state')}
            value={state}
            options={(['closed', 'open'] as const).map((value) => ({
              value,
              label: format.text(`whatIf.door.${value}`),
            }))}
            onChoose={(value) => setState(value)}
          />
          <Button
            data-testid="what-if-add"
            onClick={() =>
              onAdd({ kind: 'door', building, door: chosen.value, state }, `${chosen.label} ${chosen.more}`)
            }
          >
            {format.text('whatIf.add')}
          </Button>
        </>
      )}
    </>
  );
}
