import { useEffect, useState, useSyncExternalStore } from 'react';
import { useFormat } from '../../../kit/format-context.tsx';
import { useDesk, useRoom } from '../desk.ts';
import { UndergroundPanel } from './underground-panel.tsx';

const SHAPE =
  'M2 4h20v2H2zm2 5h2v2H4zm5 0h2v2H9zm5 0h2v2h-2zm5 0h2v2h-2zM3 14h10.500a3.500 3.500 0 0 1 3.500 3.500V21h-3v-3.500a.5.5 0 0 0-.5-.5H3z';

/** Looks under the ground of the scene: clause 4.2.3. */
export function UndergroundTool() {
  const desk = useDesk();
  const format = useFormat();
  const controls = useRoom()?.site?.underground ?? null;
  const [isOpen, setOpen] = useState(false);
  const pipe = useSyncExternalStore(desk.pipe.subscribe, desk.pipe.get);
  useEffect(() => {
    if (!isOpen) desk.pipe.set(null);
  }, [isOpen, desk]);
  if (!controls) return null;
  return (
    <>
      <button type="button" aria-pressed={isOpen} data-testid="underground" onClick={() => setOpen(!isOpen)}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d={SHAPE} fill="currentColor" />
        </svg>
        {format.text('underground.open')}
      </button>
      {isOpen && <UndergroundPanel controls={controls} pipe={pipe} onClose={() => setOpen(false)} />}
    </>
  );
}
