import { Button } from '../../kit/button.tsx';
import { Choice } from '../../kit/choice.tsx';
import { useFormat } from '../../kit/format-context.tsx';
import { useAddress, useDesk } from './desk.ts';
import type { View } from './selection.ts';

const VIEWS: readonly View[] = ['scene', 'map', 'interior'];

/** Scene, map, or the inside of the selected building. */
export function ViewSwitch() {
  const desk = useDesk();
  const format = useFormat();
  const { selection, view } = useAddress();
  const hasInside = (desk.buildingOf(selection)?.building.model ?? null) !== null;
  return (
    <>
      <Choice
        label={format.text('view.label')}
        value={view}
        options={VIEWS.map((value) => {
          const disabled = value === 'interior' && !hasInside;
          return {
            value,
            label: format.text(`view.${value}`),
            disabled,
            hint: disabled ? format.text('view.interiorNeedsBuilding') : undefined,
          };
        })}
        onChoose={(value) => desk.show(value)}
      />
      <Button onClick={() => desk.home()} data-testid="home">
        {format.text('view.home')}
      </Button>
    </>
  );
}
