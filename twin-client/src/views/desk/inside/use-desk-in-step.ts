import { useEffect } from 'react';
import type { Interior } from '../../../bim/interior.ts';
import { useDesk } from '../desk.ts';

/** Shows in the building what the desk has selected, turns to it when the desk flies, and fades what the desk's look fades. */
export function useDeskInStep(interior: Interior): void {
  const desk = useDesk();
  useEffect(() => {
    const select = () => {
      const { selection } = desk.address.get();
      const inside = selection?.kind === 'building' ? selection : null;
      const { space = null, element = null } = inside ?? {};
      interior.focus((space ?? element) ? { space, element } : null);
    };
    const fade = () => interior.fade(desk.look.get());
    const leave = [
      desk.address.subscribe(select),
      desk.flight.subscribe(() => interior.lookAtFocus()),
      desk.look.subscribe(fade),
    ];
    select();
    fade();
    // It may have been opened for this very element.
    interior.lookAtFocus();
    return () => {
      for (const end of leave) end();
    };
  }, [desk, interior]);
}
